"""The bank's rules: what may be published, how it is cited, and how far a result can be trusted."""
