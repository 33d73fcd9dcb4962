"""What part each line of a page plays, learned from marked pages: a second look at its titles."""
