"""Calls with the rules and criteria of their year."""
