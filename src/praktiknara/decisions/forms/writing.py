"""What the paper says: its texts, points, consultations, recipients and signatories."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from praktiknara.calls.forms import AllRows
from praktiknara.chain.forms import refusals_shown
from praktiknara.components.forms import DayField, LongText, PlainText, PraktikForm
from praktiknara.people.choices import OrganisationKind
from praktiknara.people.models import Organisation, User

from .. import actions, queries, rules
from ..choices import PointKind
from ..models import Case, Consultation


class PointForm(PraktikForm, forms.Form):
    """A point that the board is asked to decide."""

    marks = dict.fromkeys(("no", "kind", "text"), "")

    no = forms.IntegerField(
        label=_("Nummer"),
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "3"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Skriv numret med siffror, 1–99.")
        ),
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=[("", _("Välj")), *PointKind.choices], required=False)
    text = LongText(
        label=_("Text"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class HearingForm(PraktikForm, forms.Form):
    """Who is heard, when, or why it is not needed (R-DEC-02)."""

    marks = dict.fromkeys(("body", "text", "on", "not_needed_reason"), "")

    body = forms.ChoiceField(label=_("Organ"), required=False)
    text = PlainText(label=_("Någon annan"), max_length=250, required=False)
    on = DayField(label=_("Datum"), required=False, help_text="")
    not_needed_reason = PlainText(label=_("Skäl om det inte behövs"), max_length=250, required=False)

    def __init__(self, *args: Any, bodies: Mapping[int, Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Välj")), *((str(pk), body.name) for pk, body in bodies.items())]

    @property
    def hearing(self) -> actions.Hearing | None:
        """Give the consultation as written; None when the row is empty or taken away."""
        given = self.cleaned_data
        if given.get("DELETE") or not (given.get("body") or given.get("text")):
            return None
        body = self.bodies[int(given["body"])] if given.get("body") else None
        return actions.Hearing(body, given["text"] or "", given["on"], given["not_needed_reason"] or "")

    def clean(self) -> dict[str, Any]:
        """A day without a body says nothing."""
        given = self.cleaned_data
        if (given.get("on") or given.get("not_needed_reason")) and not (
            given.get("body") or given.get("text")
        ):
            self.add_error("body", _("Välj vilka som hörs."))
        return given


PointFormSet = forms.formset_factory(PointForm, extra=1, max_num=30, can_delete=True)


HearingFormSet = forms.formset_factory(HearingForm, extra=1, max_num=20, can_delete=True)


def _hearing_row(one: Consultation) -> dict[str, Any]:
    return {
        "body": str(one.body_id or ""),
        "text": one.text,
        "on": one.on,
        "not_needed_reason": one.not_needed_reason,
    }


def _paper_text(label: Any, rows: int = 8, help_text: Any = "", most: int = 20_000) -> LongText:
    return LongText(
        label=label,
        max_length=most,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CaseForm(PraktikForm, forms.Form):
    """The whole paper; it may be unfinished until it goes to the board."""

    marks = {
        **dict.fromkeys(
            ("body", "reg_number", "written_on", "background", "matter", "frame_override_reason"), ""
        ),
        **dict.fromkeys(
            ("meeting_on", "summary", "views", "gender_analysis", "recipients", "signatories"),
            _("behövs för nämnden"),
        ),
    }

    title = PlainText(label=_("Rubrik"), max_length=250)
    body = forms.TypedChoiceField(label=_("Till"), coerce=int, empty_value=None, required=False)
    reg_number = PlainText(label=_("Diarienummer"), max_length=60, required=False)
    written_on = DayField(label=_("Tjänsteutlåtandets datum"), required=False)
    meeting_on = DayField(label=_("Nämndens sammanträde"), required=False)
    immediate_approval = forms.BooleanField(label=_("Beslutet behöver justeras omedelbart"), required=False)
    summary = _paper_text(_("Sammanfattning"), 5)
    background = _paper_text(_("Bakgrund"))
    matter = _paper_text(_("Ärendet"))
    gender_not_relevant = forms.BooleanField(
        label=_("Ej aktuellt"), required=False, help_text=_("Skriv skälet i rutan under.")
    )
    gender_analysis = _paper_text(
        _("Jämställdhetsanalys"),
        5,
        _("Hur påverkas kvinnor och män, flickor och pojkar? Om det inte är aktuellt, skriv varför."),
    )
    views = _paper_text(_("Förvaltningens synpunkter och förslag"))
    frame_override_reason = _paper_text(
        _("Skäl att gå över ramen"), 2, _("Behövs bara om summan är större än ramen."), 2_000
    )
    recipients = forms.TypedMultipleChoiceField(
        label=_("Mottagare"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    signatories = forms.TypedMultipleChoiceField(
        label=_("Undertecknare"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, case: Case) -> None:
        self.case = case
        starting = {name: getattr(case, name) for name in actions.FIELDS if name != "body"}
        super().__init__(
            data,
            initial={
                **starting,
                "body": case.body_id,
                "recipients": [one.organisation_id for one in case.recipients.all()],
                "signatories": [one.person_id for one in case.signatories.all()],
            },
        )
        self.organisations = queries.to_choose_from(case)
        self._offer_choices()
        self.projects = [award for award in queries.awards(case) if award.proposal in rules.GIVES]
        for award in self.projects:
            text = _paper_text(str(award.application), 4, most=5_000)
            text.mark = ""  # type: ignore[attr-defined]  # read by the field tag
            self.fields[f"summary_{award.pk}"] = text
            self.initial[f"summary_{award.pk}"] = award.summary
        # A posted row is read as it stands: what is stored may have changed since the page was opened.
        self.points = PointFormSet(
            data,
            prefix="punkter",
            initial=None
            if data is not None
            else [{"no": one.no, "kind": one.kind, "text": one.text} for one in case.points.all()],
        )
        heard = {one.body_id for one in case.consultations.all()}
        bodies = {
            pk: body for pk, body in self.organisations.items() if body.kind in queries.BODIES or pk in heard
        }
        self.hearings = HearingFormSet(
            data,
            prefix="samrad",
            form_kwargs={"bodies": bodies},
            initial=None if data is not None else [_hearing_row(one) for one in case.consultations.all()],
        )

    def _offer_choices(self) -> None:
        boards = [each for each in self.organisations.values() if each.kind == OrganisationKind.BOARD]
        served = {one.organisation_id for one in self.case.recipients.all()}
        applied = {award.application.applicant_id for award in queries.awards(self.case)}
        kinds = (OrganisationKind.DISTRICT, OrganisationKind.EXECUTIVE_BOARD)
        receivers = [
            each
            for each in self.organisations.values()
            if each.kind in kinds or each.pk in served or each.pk in applied
        ]
        people = {
            each.person_id: f"{each.person}, {each.title or each.get_role_display()}"
            for each in queries.signers()
        }
        people |= {one.person_id: f"{one.person}, {one.title}" for one in self.case.signatories.all()}
        offers: dict[str, list[tuple[Any, str]]] = {
            "body": [("", str(_("Välj"))), *((each.pk, each.name) for each in boards)],
            "recipients": [(each.pk, each.name) for each in sorted(receivers, key=lambda one: one.sort_name)],
            "signatories": list(people.items()),
        }
        for name, choices in offers.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    @property
    def summaries(self) -> list[forms.BoundField]:
        """Give the texts about each proposed project."""
        return [self[f"summary_{award.pk}"] for award in self.projects]

    @property
    def all_rows(self) -> AllRows:
        """Give every row of points and consultations as one set, for the summary of what has to be put right."""
        return AllRows([*self.points.forms, *self.hearings.forms], self.is_bound)

    def is_valid(self) -> bool:
        """Every row is read too, so that all faults are told at once."""
        return all([super().is_valid(), self.points.is_valid(), self.hearings.is_valid()])

    def write(self, *, version: int, by: User, now: datetime) -> bool:
        """Save the paper, or say why not."""
        given = self.cleaned_data
        with refusals_shown(self):
            actions.write_case(
                self.case,
                self._values(),
                points=self._points(),
                hearings=[one for row in self.hearings.forms if (one := row.hearing)],
                recipients=[self.organisations[pk] for pk in given["recipients"]],
                signatories=given["signatories"],
                summaries={award.pk: given[f"summary_{award.pk}"] or "" for award in self.projects},
                version=version,
                by=by,
                now=now,
            )
            return True
        return False

    def _values(self) -> dict[str, Any]:
        given = self.cleaned_data
        days = ("written_on", "meeting_on")
        values = {
            name: given[name] if name in days else given[name] or ""
            for name in actions.FIELDS
            if name != "body"
        }
        flags = {name: given[name] for name in ("immediate_approval", "gender_not_relevant")}
        body = self.organisations[given["body"]] if given["body"] else None
        return {**values, **flags, "body": body}

    def _points(self) -> list[tuple[str, str]]:
        """Give the points in the order of their numbers; one without a number comes last."""
        rows = [row.cleaned_data for row in self.points.forms]
        written = [row for row in rows if row.get("text") and not row.get("DELETE")]
        ordered = sorted(written, key=lambda row: row.get("no") or 100)
        return [(row["kind"], row["text"]) for row in ordered]

    def overwritten(self) -> list[tuple[str, str]]:
        """Give the stored texts that differ from what was typed, for the one who has to compare."""
        stored = Case.objects.get(pk=self.case.pk)
        return [
            (str(self[name].label), getattr(stored, name))
            for name in ("title", *actions.TEXTS)
            if getattr(stored, name) != (self.cleaned_data.get(name) or "")
        ]
