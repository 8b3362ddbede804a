"""Questions to the index, and what goes into it."""
