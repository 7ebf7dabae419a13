"""What is printed: sheets, collections, booklets, thumbnails, and the press that draws them all."""
