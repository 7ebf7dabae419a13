"""Typst and its PDFs: compilers, form fields, tags, QR codes, cards."""
