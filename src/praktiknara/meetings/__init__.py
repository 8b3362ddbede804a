"""Meetings, forum, seminars and support assignments."""
