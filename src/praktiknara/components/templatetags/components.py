"""The components as template tags: each draws the template of the same name, and a misspelt argument fails."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from praktiknara.components import charts, dates, numbers, text
from praktiknara.components.parts import STATES, Station, YearStation

register = template.Library()
STATUS_STATES = STATES | {"stop"}
RULE_STATES = {"": "", "success": "done", "warning": "here", "danger": "stop"}
VAT_WORDS = {"": "", "excl": _("exkl. moms"), "incl": _("inkl. moms")}


class Cited(Protocol):
    """Anything that can stand in a list of sources; url and quote may be missing."""

    @property
    def label(self) -> str: ...


def _language() -> str:
    return get_language() or "sv"


def _one_of(value: str, allowed: Iterable[str], what: str) -> str:
    """Refuse a word the component does not know, so that a slip shows at once."""
    if value not in allowed:
        raise ValueError(f"{what}: {value!r} is not one of {', '.join(sorted(allowed))}")
    return value


# Lines, states and facts


@register.inclusion_tag("components/line.html")
def line(
    stations: Sequence[Station], across: bool = True, slim: bool = False, label: str = ""
) -> dict[str, Any]:
    """A path with an order: the chain, an application's sections, what happened afterwards."""
    drawn = []
    for position, station in enumerate(stations):
        _one_of(station.state, STATES, "line")
        following = stations[position + 1].state if position + 1 < len(stations) else ""
        ends = following if station.state == "done" and following in {"todo", "unknown"} else ""
        drawn.append({"station": station, "next": ends})
    return {
        "drawn": drawn,
        "across": across,
        "slim": slim,
        "label": label,
        "is_navigation": any(station.url for station in stations),
    }


@register.inclusion_tag("components/status.html")
def status(state: str, text: str, color: str = "") -> dict[str, Any]:
    """A word with its sign: done, here, todo, unknown, error or stop; never colour alone."""
    return {"state": _one_of(state, STATUS_STATES, "status"), "text": text, "color": color}


@register.simple_tag
def unknown(text: str = "") -> SafeString:
    """A fact the source does not give: dashed, with the word."""
    return format_html('<span class="p-unknown">{}</span>', text or gettext("saknas i källan"))


@register.inclusion_tag("components/facts.html")
def facts(pairs: Sequence[tuple[str, object]], across: bool = False, sheet: bool = False) -> dict[str, Any]:
    """Label over value; a value of None or an empty text is shown as unknown."""
    shown = [(label, None if value is None or value == "" else value) for label, value in pairs]
    return {"pairs": shown, "across": across, "sheet": sheet}


@register.simple_block_tag(end_name="endfactlist")
def factlist(content: str, across: bool = False, sheet: bool = False) -> SafeString:
    """The frame around facts that are written out one by one."""
    return render_to_string(
        "components/factlist.html", {"content": content, "across": across, "sheet": sheet}
    )


@register.simple_block_tag(end_name="endfact")
def fact(content: str, label: str) -> SafeString:
    """One fact with markup of its own, inside a factlist."""
    return render_to_string("components/fact.html", {"content": SafeString(content.strip()), "label": label})


@register.simple_tag
def amount(
    kronor: int | None,
    vat: str | None = "",
    about: bool = False,
    at_least: bool = False,
    at_most: bool = False,
    missing: str = "",
) -> SafeString:
    """A sum of money with its basis: "cirka 2 310 000 kr exkl. moms"; None is unknown, never 0."""
    basis = VAT_WORDS[_one_of(vat or "", VAT_WORDS, "amount")]
    if kronor is None:
        return unknown(missing or gettext("belopp saknas i källan"))
    words = [gettext("cirka")] if about else []
    words += [gettext("minst")] if at_least else []
    words += [gettext("högst")] if at_most else []
    words += [numbers.kronor(kronor)]
    words += [str(basis)] if vat else []
    return format_html('<span class="p-num">{}</span>', " ".join(words))


@register.simple_tag
def example() -> SafeString:
    """The mark on everything that is made up for the demo."""
    return format_html('<span class="p-example">{}</span>', gettext("exempel"))


# Boxes


@register.simple_block_tag(end_name="endrulebox")
def rulebox(content: str, title: str = "", color: str = "", status: str = "") -> SafeString:
    """A rule checked against data, or a short explanation when it has no colour."""
    state = RULE_STATES[_one_of(color, RULE_STATES, "rulebox")]
    return render_to_string(
        "components/rulebox.html",
        {"content": content, "title": title, "color": color, "status": status, "state": state or "here"},
    )


@register.simple_block_tag(end_name="endempty")
def empty(content: str, title: str) -> SafeString:
    """Nothing here yet: what will be here, why it matters, how to start."""
    return render_to_string("components/empty.html", {"content": content, "title": title})


@register.simple_block_tag(end_name="endshelf")
def shelf(content: str, title: str, id: str = "", level: int = 2) -> SafeString:
    """A heavy rule with a heading, and what lies on the shelf."""
    name = id or text.slug(str(title))  # a translated title is lazy
    return render_to_string(
        "components/shelf.html", {"content": content, "title": title, "id": name, "level": level}
    )


@register.simple_block_tag(end_name="endsection")
def section(content: str, title: str, id: str = "", level: int = 2) -> SafeString:
    """A part of a page: a thin rule, a heading and the text."""
    name = id or text.slug(str(title))  # a translated title is lazy
    return render_to_string(
        "components/section.html", {"content": content, "title": title, "id": name, "level": level}
    )


@register.inclusion_tag("components/sources.html")
def sources(
    citations: Iterable[Cited], heading: bool = True, level: int = 2, id: str = "kallor"
) -> dict[str, Any]:
    """Where the facts come from; with no source it says so."""
    listed = [
        {
            "label": cited.label,
            "url": getattr(cited, "url", "") or "",
            "quote": getattr(cited, "quote", "") or "",
            "places": getattr(cited, "places", ())
            or [place for place in [getattr(cited, "place", "")] if place],
        }
        for cited in citations
    ]
    return {"citations": listed, "heading": heading, "level": level, "id": id}


@register.inclusion_tag("components/theory.html")
def theory(
    problem: str = "",
    activities: str = "",
    leads_to: str = "",
    long_term: str = "",
    assumptions: str = "",
    edit_url: str = "",
) -> dict[str, Any]:
    """The theory of change in four boxes made from the text; a missing part is dashed."""
    boxes = [
        (gettext("Problemet"), problem, gettext("Ni har inte skrivit vilket problem det gäller.")),
        (gettext("Vi gör"), activities, gettext("Ni har inte skrivit vad ni ska göra.")),
        (gettext("Det leder till"), leads_to, gettext("Ni har inte skrivit vad det ska leda till.")),
        (
            gettext("På lång sikt"),
            long_term,
            gettext("Ni har inte skrivit vilken effekt ni hoppas på efter två år."),
        ),
    ]
    return {"boxes": boxes, "assumptions": assumptions, "edit_url": edit_url}


# Moving about


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts: str) -> dict[str, Any]:
    """Where am I: label and address in turn, and last the label of this page."""
    if len(parts) % 2 == 0:
        raise ValueError("breadcrumb: label and address in turn, and last the label of this page")
    links = list(zip(parts[:-1:2], parts[1::2], strict=True))
    return {"links": links, "here": parts[-1]}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], param: str = "sida") -> dict[str, Any]:
    """The pages of a list; the filters in the address are kept."""
    request = context.get("request")
    query = request.GET.copy() if request else None

    def address(number: int) -> str:
        if query is None:
            return f"?{param}={number}"
        query[param] = str(number)
        return f"?{query.urlencode()}"

    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"number": number, "url": address(number) if isinstance(number, int) else ""} for number in elided
    ]
    return {
        "page": page,
        "links": links,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("components/action.html")
def action(
    url: str,
    label: str,
    why_not: object = None,
    primary: bool = False,
    method: str = "post",
    name: str = "",
    value: str = "",
) -> dict[str, Any]:
    """A button that does one thing, or in its place the sentence that says why not."""
    return {
        "url": url,
        "label": label,
        "why_not": "" if why_not is None else str(why_not),
        "primary": primary,
        "method": _one_of(method, {"post", "get"}, "action"),
        "name": name,
        "value": value,
    }


# Forms


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: str = "", help: str = "", hide_label: bool = False) -> dict[str, Any]:
    """A question: label over help over input over error, marked in words when it may be left empty."""
    widget = bound.field.widget
    attrs: dict[str, str | bool] = {
        "class": " ".join(filter(None, ["ds-input", str(widget.attrs.get("class", ""))]))
    }
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    if is_group:
        widget.attrs["class"] = "ds-input"
    mark = getattr(bound.field, "mark", None)
    if mark is None:
        mark = "" if bound.field.required or isinstance(widget, CheckboxInput) else gettext("frivilligt")
    most_words = widget.attrs.get("data-words")
    help_text = help or bound.help_text
    described = [f"{bound.auto_id}_helptext"] if help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if isinstance(widget, Textarea) and widget.attrs.get("rows") == "10":
        attrs["rows"] = "5"  # Django's ten rows are its own idea; a form that wants more says so
    return {
        "bound": bound,
        "label": label or bound.label,
        "mark": mark,
        "help_text": help_text,
        "described": " ".join(described),
        "control": "" if is_group else bound.as_widget(attrs=attrs),
        "is_group": is_group,
        "is_checkbox": isinstance(widget, CheckboxInput),
        "is_money": "p-money" in str(attrs["class"]),
        "is_file": isinstance(widget, FileInput),
        "is_select": isinstance(widget, Select),
        "hide_label": hide_label,
        "most_words": most_words,
        "words": text.words(str(bound.value() or "")) if most_words else 0,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | None, formset: BaseFormSet[Any] | None = None) -> dict[str, Any]:
    """What has to be put right, in the same words as at the field, each a link to its place."""
    problems: list[tuple[str, str]] = []
    forms: list[BaseForm] = [form] if form is not None and form.is_bound else []
    if formset is not None and formset.is_bound:
        problems += [("", str(message)) for message in formset.non_form_errors()]
        forms += list(formset.forms)
    for each in forms:
        problems += [("", str(message)) for message in each.non_field_errors()]
        for name in each.fields:
            bound = each[name]
            problems += [(_anchor(bound), str(message)) for message in bound.errors]
    title = ngettext("En sak behöver rättas", "%(count)s saker behöver rättas", len(problems)) % {
        "count": len(problems)
    }
    return {"problems": problems, "title": title}


def _anchor(bound: BoundField) -> str:
    """The id a reader lands on: for a group of choices its first choice."""
    is_group = isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if is_group else str(bound.auto_id)


@register.simple_block_tag(end_name="endsaved")
def saved(content: str, at: datetime.datetime | None = None) -> SafeString:
    """The save bar that follows along while one writes; inside it the buttons."""
    return render_to_string("components/saved.html", {"content": content, "at": at})


# Drawings


@register.simple_tag
def frame_bar(parts: Sequence[tuple[str, int, bool]], frame: int, title: str = "") -> SafeString:
    """What fits in the frame and what does not, along one bar; drawn for wide and narrow pages."""
    return _drawn(
        charts.frame_bar(parts, frame, title=title, width=1120),
        charts.frame_bar(parts, frame, title=title, width=360),
    )


@register.simple_tag
def share_bar(parts: Sequence[tuple[str, int]], title: str) -> SafeString:
    """How parts share a whole, along one bar; the title says the conclusion."""
    return _drawn(
        charts.share_bar(parts, title=title, width=1120), charts.share_bar(parts, title=title, width=360)
    )


@register.simple_tag
def year_amounts(bars: Sequence[tuple[str, int | None]], title: str = "") -> SafeString:
    """Money by year as bars; a year without a known sum is a dashed bar."""
    return _drawn(
        charts.year_amounts(bars, title=title, width=720), charts.year_amounts(bars, title=title, width=360)
    )


@register.simple_tag
def scale(value: int, limit: int, title: str = "") -> SafeString:
    """One sum against its limit."""
    return _drawn(charts.scale(value, limit, title=title))


@register.inclusion_tag("components/year_line.html")
def year_line(stations: Sequence[YearStation], now: int, label: str) -> dict[str, Any]:
    """The twelve months on a line with what happens in each; now is the number of this month. A telephone shows the last, now and the next."""
    by_month: dict[int, list[YearStation]] = {}
    for station in sorted(stations, key=lambda each: each.month):
        _one_of(station.state, STATES, "year_line")
        by_month.setdefault(station.month, []).append(station)
    months = [(number, dates.short_month(number, _language()), number == now) for number in range(1, 13)]
    before, after = [month for month in by_month if month < now], [month for month in by_month if month > now]
    return {
        "months": months,
        "near": {*before[-1:], now, *after[:1]},
        "stops": [(month, _leading_state(group), group) for month, group in by_month.items()],
        "now": now,
        "label": label,
    }


def _leading_state(group: Sequence[YearStation]) -> str:
    """The state a month shows when several things happen in it: what is open counts before what is done."""
    states = {station.state for station in group}
    return next(state for state in ("error", "here", "unknown", "todo", "done") if state in states)


@register.inclusion_tag("components/year_wheel.html")
def year_wheel(stages: Sequence[Any], now: int, heading: str, note: str = "") -> dict[str, Any]:
    """The year as a ring of stages with its list beside it."""
    return {
        "stages": stages,
        "drawing": _drawn(charts.year_wheel(stages, now, heading=heading, note=note)),
    }


# Filters


@register.filter
def kr(value: int | None) -> str:
    """Kronor in Swedish form; None is shown as unknown."""
    return unknown(gettext("belopp saknas")) if value is None else numbers.kronor(value)


@register.filter
def number_sv(value: int | float | Decimal | None) -> str:
    """A number in Swedish form; None is shown as unknown."""
    return unknown() if value is None else numbers.number(value)


@register.filter
def without_about(value: str) -> str:
    """What a figure is of, without a last "cirka" that stands with the figure instead."""
    return text.without_about(value)


@register.filter
def in_words(value: int) -> str:
    """A count to twelve as a word, as running text has it: fyra projekt."""
    return numbers.in_words(value, _language())


@register.filter
def partial_date(value: str | None) -> str:
    """A partial ISO date in words; nothing is shown as unknown."""
    return dates.partial_date(value, _language()) if value else unknown(gettext("tid okänd"))


@register.filter
def period(start: str | None, end: str | None = "") -> str:
    """A time span with what is known of its ends; nothing is shown as unknown."""
    return dates.period(start or "", end or "", _language()) or unknown(gettext("tid okänd"))


@register.filter
def day(value: datetime.date | datetime.datetime | None, how: str = "") -> str:
    """A day in words; "weekday" puts the day of the week before it."""
    _one_of(how, {"", "weekday"}, "day")
    if value is None:
        return unknown(gettext("datum okänt"))
    return dates.day(_local(value), _language(), weekday=how == "weekday")


@register.filter
def moment(value: datetime.datetime | None, how: str = "") -> str:
    """A moment in words; "seconds" for a receipt."""
    _one_of(how, {"", "seconds"}, "moment")
    if value is None:
        return unknown(gettext("tid okänd"))
    return dates.moment(localtime(value) if is_aware(value) else value, _language(), seconds=how == "seconds")


@register.filter
def clock(value: datetime.datetime) -> str:
    """The time of day: 14.32."""
    return f"{localtime(value) if is_aware(value) else value:%H.%M}"


@register.filter
def list_sv(items: Iterable[object]) -> SafeString:
    """Words in a row: a, b och c."""
    words = [format_html("{}", item) for item in items]
    if len(words) < 2:
        return SafeString("".join(words))
    return format_html("{} {} {}", SafeString(", ".join(words[:-1])), gettext("och"), words[-1])


@register.filter
def lookup(table: Mapping[Any, Any], key: Any) -> Any:
    """The value at a key, for tables whose columns are data."""
    return table.get(key)


def _local(value: datetime.date | datetime.datetime) -> datetime.date:
    """The day where we are; an aware moment near midnight may be another day in Stockholm."""
    if isinstance(value, datetime.datetime) and is_aware(value):
        return localtime(value)
    return value


def _drawn(*drawings: str) -> SafeString:
    """Drawings are markup of ours; every word in them is escaped where it is drawn."""
    return SafeString("".join(drawings))
