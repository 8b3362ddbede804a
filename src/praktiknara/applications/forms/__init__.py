"""The sections of an application as forms that refuse only what cannot be saved, and the small forms of its moves."""

from .base import SectionForm
from .finding import FilterForm
from .moves import AnswerForm, AskForm, RegisterForm, WithdrawForm
from .sections import FORMS, AboutForm

__all__ = [
    "FORMS",
    "AboutForm",
    "AnswerForm",
    "AskForm",
    "FilterForm",
    "RegisterForm",
    "SectionForm",
    "WithdrawForm",
]
