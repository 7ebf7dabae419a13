"""What no single page can say: references, translations, things given once, glyphs, numbers to call."""
