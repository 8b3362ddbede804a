"""What was learnt, published for anyone."""
