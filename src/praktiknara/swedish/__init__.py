"""Swedish text in plain Python: words, damage and repair, search keys and ranking, and reading facts out of a paper."""
