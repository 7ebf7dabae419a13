"""What stands ready before a page is read: words, colours, pictures, fonts, templates."""
