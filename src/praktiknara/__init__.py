"""Praktiknära runs a municipality's research and development in social services, from need to evidence."""

__version__ = "0.1.0"
