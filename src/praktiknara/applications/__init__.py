"""Applications: written, confirmed, signed, submitted, registered."""
