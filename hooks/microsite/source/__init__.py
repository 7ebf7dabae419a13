"""Text in, data out, with the line of every key: YAML, models, messages, problems. Knows nothing of pages."""
