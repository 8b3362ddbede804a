"""Files and the text in them: pages, passages, and what was repaired in a scan."""
