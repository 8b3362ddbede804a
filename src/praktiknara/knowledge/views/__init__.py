"""Pages of the bank, by what one does there: look around, read an output, publish."""
