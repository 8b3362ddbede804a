"""Business rules over plain values: likeness of names, what a reading proposes, and what a list's cells say."""
