"""Language: is every text readable, spelled well, kind, typeset well, and the same in all languages?"""
