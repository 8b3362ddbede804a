"""Pages that look along the whole chain: start, my day, the registers, history and demo."""
