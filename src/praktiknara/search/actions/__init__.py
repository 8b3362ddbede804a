"""Keeping the index, and following a search."""

from .saved import forget, save, tell_by_mail

__all__ = ["forget", "save", "tell_by_mail"]
