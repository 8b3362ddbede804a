"""The look: template tags, form fields, charts and the Swedish form of text, numbers and dates."""
