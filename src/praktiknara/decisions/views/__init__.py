"""Pages of the step, by what one does there: read cases, rank, prepare and record, fetch papers."""
