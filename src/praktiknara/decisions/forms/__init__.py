"""The questions of a case: how it is found, what is proposed and decided, what the paper says, what is put to it."""

from .attaching import AttachForm
from .choosing import DecideForm, PortfolioForm
from .finding import CaseFilter
from .writing import CaseForm

__all__ = [
    "AttachForm",
    "CaseFilter",
    "CaseForm",
    "DecideForm",
    "PortfolioForm",
]
