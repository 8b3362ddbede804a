"""Methods, instruments and data sources and where they are used."""
