"""What several kinds of analysis share: times, pairs, terms of a model, and limits."""
