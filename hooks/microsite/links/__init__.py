"""Permanent links: /go/<id>/ in every language, /w/<word>/ for paper, and what keeps them alive."""
