"""Reading: what the register already has, what a proposal would do, and what the pages show."""
