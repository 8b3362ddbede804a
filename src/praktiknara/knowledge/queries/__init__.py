"""Questions to the bank: its front and its themes, its lists, and all that hangs on one output."""
