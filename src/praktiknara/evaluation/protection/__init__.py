"""Small counts held back so that nobody can be told from what is published."""
