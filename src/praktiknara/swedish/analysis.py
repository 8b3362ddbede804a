"""The front of search: what a passage is indexed by, and what a query asks for, made by the same code."""

from praktiknara.swedish.acronyms import Acronyms
from praktiknara.swedish.keys import VERSION, Change, index_keys, length
from praktiknara.swedish.query import Alternative, Phrase, Query, Term, Vocabulary, parse

__all__ = [
    "VERSION",
    "Acronyms",
    "Alternative",
    "Change",
    "Phrase",
    "Query",
    "Term",
    "Vocabulary",
    "index_keys",
    "length",
    "parse",
]
