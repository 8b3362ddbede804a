"""Reading a file's text, in a process of its own: plain Python that may meet anything and may be killed at any time."""
