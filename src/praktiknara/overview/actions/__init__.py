"""The verbs that span the chain: loading history, and making the demo."""
