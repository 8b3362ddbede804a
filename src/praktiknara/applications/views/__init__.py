"""Pages of the step, by what one does there: find and begin, read and move, write."""
