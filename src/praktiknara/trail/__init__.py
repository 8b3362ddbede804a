"""What was done and where facts come from: events, frozen copies, sources."""
