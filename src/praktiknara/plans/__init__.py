"""The yearly plan, its focus areas and the political assignments behind it."""
