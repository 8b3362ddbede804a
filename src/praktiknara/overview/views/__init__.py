"""Pages that look along the whole chain."""
