"""The components, as a template library."""
