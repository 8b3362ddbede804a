"""Projects, their people, money and time."""
