"""Who assesses which application, how they score and who must not."""
