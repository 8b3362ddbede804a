"""Pages of the step, by what one does there: follow and read, lead the work, report on results, report on money."""
