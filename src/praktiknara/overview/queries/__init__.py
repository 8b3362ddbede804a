"""Questions along the whole chain, each in a constant number of queries."""
