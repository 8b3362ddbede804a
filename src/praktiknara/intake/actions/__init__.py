"""The verbs of intake: read a paper, answer what it proposes, take in a list, undo."""
