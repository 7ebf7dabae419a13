"""Mistakes in the registry of links, and faults of a link in a mail."""
