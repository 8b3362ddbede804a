"""Agreements, outside programmes, state and EU money."""
