"""Who: organisations by period, persons, memberships in roles, users."""
