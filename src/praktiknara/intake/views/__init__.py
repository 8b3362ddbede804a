"""The pages of intake: reviewing what was read out of papers, and taking in lists."""
