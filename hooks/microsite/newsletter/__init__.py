"""What a newsletter can bring: blocks to paste, whole mails, and the page where editors find them.

A mail cannot be called back: what it links to and shows has its permanent id. Nothing on a neutral
sheet is counted.
"""
