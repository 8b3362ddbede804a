"""The shape of what is written about payments and about where a project belongs."""

from typing import Any, TypeVar

from django import forms
from django.db import models
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from praktiknara.chain.rules import AgainstRule
from praktiknara.chain.transitions import Transition
from praktiknara.components.forms import DayField, KronorField, PraktikForm
from praktiknara.people.models import User

from . import queries, rules
from .choices import Field
from .models import Grant, Project

M = TypeVar("M", bound=models.Model)


def only_if_open(transition: Transition[M], thing: M, user: User) -> None:
    """Show a form only to the one who may use it, while it may be used; what it lacks is told when it is sent."""
    refusal = transition.why_not(thing, user)
    if refusal is not None and not isinstance(refusal, AgainstRule):
        refusal.thing, refusal.verb = thing, transition.name
        raise refusal


class PaidForm(PraktikForm, forms.Form):
    """The day a payment was made."""

    paid_on = DayField(label=_("Vilken dag betalades pengarna ut?"))


class InstalmentForm(PraktikForm, forms.Form):
    """One planned payment."""

    amount = KronorField(label=_("Belopp"), lowest=1)
    due_on = DayField(label=_("Betalas senast"), help_text="")


InstalmentRows = BaseFormSet[InstalmentForm]
InstalmentFormSet = formset_factory(InstalmentForm, extra=2, can_delete=True, max_num=24, absolute_max=40)


def instalment_rows(grant: Grant, data: Any = None) -> InstalmentRows:
    """Give the rows as they were sent, or those of the grant's planned payments."""
    if data is not None:
        # Without what is saved: a row that is sent unchanged would else count as not filled in.
        return InstalmentFormSet(data, prefix="rows")
    planned = [{"amount": payout.amount, "due_on": payout.due_on} for payout in queries.planned(grant)]
    return InstalmentFormSet(initial=planned, prefix="rows")


def instalments(rows: InstalmentRows) -> list[rules.Instalment]:
    """Give the rows that are filled in and kept."""
    return [
        rules.Instalment(told["amount"], told["due_on"])
        for told in (form.cleaned_data for form in rows.forms)
        if told.get("amount") is not None and not told.get("DELETE")
    ]


class PlanForm(forms.Form):
    """What stands around the rows: the planned payments that the planner saw, and what is wrong with the whole."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> list[int]:
        """Read the numbers; whether they still are the planned ones is for the verb to say."""
        return [
            int(number)
            for number in self.cleaned_data["seen"].split()
            if number.isascii() and number.isdigit()
        ]


class PlaceForm(PraktikForm, forms.Form):
    """Where a project belongs: its field, and the project it follows on."""

    field = forms.ChoiceField(
        label=_("Område"), choices=[("", _("inget av områdena")), *Field.choices], required=False
    )
    predecessor = forms.ModelChoiceField(
        label=_("Följer på"),
        help_text=_("Tidigare projekt som det här är en fortsättning på. Åren räknas ihop."),
        queryset=Project.objects.none(),
        required=False,
        empty_label=_("inget tidigare projekt"),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["predecessor"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = queries.may_follow(project)
