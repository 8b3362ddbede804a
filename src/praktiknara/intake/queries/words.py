"""A proposal in plain Swedish: what it says, by which rule, how sure, and how it was checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from praktiknara.components import dates, numbers
from praktiknara.funds.choices import VatBasis

from ..choices import ProposalKind
from ..models import Proposal

ROLES = {
    "granted": lazy("beviljat"),
    "proposed": lazy("föreslaget"),
    "cap": lazy("högsta belopp"),
    "frame": lazy("ram"),
    "other": lazy("okänt vad beloppet avser"),
}
QUALIFIERS = {"about": lazy("cirka"), "at_most": lazy("högst"), "nearly": lazy("nästan")}
RULES: Mapping[str, Any] = {
    "amount": lazy("Siffror följda av kr, kronor, tkr eller mnkr."),
    "amount_in_words": lazy("Ett belopp skrivet med ord."),
    "table_row": lazy("Ett belopp i en tabell."),
    "count": lazy("Ett antal av något."),
    "count_in_words": lazy("Ett antal skrivet med ord."),
    "count_of_all": lazy("Ett antal av alla."),
    "percent": lazy("Ett tal i procent."),
    "percent_range": lazy("Ett spann i procent."),
    "fraction": lazy("En andel skriven som bråk."),
    "day_month": lazy("Dag och månad, med året ur sammanhanget."),
    "day_month_year": lazy("Dag, månad och år."),
    "day_month_first_of_two": lazy("Den första av två dagar."),
    "day_month_year_first_of_two": lazy("Den första av två dagar."),
    "figures": lazy("Ett datum skrivet med siffror."),
    "after_dnr": lazy("Står efter ”dnr”."),
    "registry_plan_number": lazy("Skrivet som ett diarienummer."),
    "public_print": lazy("Numret på en offentlig utredning eller proposition."),
    "from_to": lazy("Från ett år till ett annat."),
    "since_until": lazy("Sedan ett år, eller till och med ett år."),
    "two_years": lazy("Två år i rad."),
    "bounds": lazy(
        "Sammansatt av när det började, pågick, slutade eller fick medel; ”har påbörjats” i en årsrapport är rapportens år."
    ),
    "year": lazy("Ett årtal."),
    "month_year": lazy("Månad och år."),
    "season_year": lazy("Årstid och år."),
    "part_of_year": lazy("En del av ett år."),
    "turn_of_year": lazy("Ett årsskifte."),
    "bound_start": lazy("Ett årtal som något pågår från."),
    "bound_end": lazy("Ett årtal som något pågår till."),
    "duration": lazy("Hur länge något pågår."),
    "between": lazy("Mellan två år."),
    "months_of_a_year": lazy("Från en månad till en annan samma år."),
    "seasons_of_a_year": lazy("Från en årstid till en annan samma år."),
    "years_in_a_row": lazy("Flera år i rad."),
    "amount_range": lazy("Ett spann mellan två belopp."),
    "amount_sharing_unit": lazy("Ett belopp som delar enhet med nästa belopp."),
    "body_and_year": lazy("Nämndens bokstäver följda av år och nummer."),
    "law_in_brackets": lazy("Numret på en lag, inom parentes."),
    "kind_and_place": lazy("Vad slags organisation det är, och en plats."),
    "title_is_name": lazy("Titeln pekar ut den som bär namnet."),
    "title_of_list": lazy("En titel som gäller alla namn i uppräkningen."),
    "plan_for": lazy("Texten säger att det finns en projektplan."),
    "assigned": lazy("Texten säger att någon har fått uppdraget."),
    "work_of": lazy("Stycket börjar med arbetet och berättar om det."),
    "done_by": lazy("Texten säger vem som har gjort arbetet."),
    "financed": lazy("Texten säger att arbetet har fått pengar."),
    "small_project": lazy("Texten nämner ett mindre projekt på ett område."),
    "name_then_project": lazy("Ett namn följt av ordet projekt."),
    "applies_for": lazy("Texten säger att medel söks för arbetet."),
    "one_of_several": lazy("Ett av flera projekt som nämns tillsammans."),
    "bare_name": lazy("Ett namn efter ordet projektet."),
    "planned": lazy("Texten säger att arbetet planeras eller påbörjas."),
    "labelled": lazy("Namnet står efter ordet projekt och ett kolon."),
    "leads_in": lazy("Namnet inleder det som berättas, som de andra i raden."),
    "name_then_work": lazy("Ett namn följt av vad det är, till exempel en studie."),
    "given_name": lazy("Texten säger vad arbetet heter."),
    "run_in_title": lazy("Namnet inleder stycket."),
    "name_gets": lazy("Ett namn inom citattecken som får medel."),
    "named_together": lazy("Flera projekt nämnda i samma mening."),
    "known_name": lazy("Ett känt namn, ur registret eller en allmän lista."),
    "body_ending": lazy("Namnet slutar som namnet på en organisation."),
    "academic_ending": lazy("Namnet slutar som namnet på ett lärosäte."),
    "company": lazy("Namnet är skrivet som ett företags."),
    "department": lazy("En institution vid ett lärosäte."),
    "place_and_kind": lazy("En plats och vad slags organisation det är."),
    "unit_for_field": lazy("En enhet eller avdelning för något."),
    "author_with_initial": lazy("En författare i en hänvisning."),
    "cited_author": lazy("En författare i en hänvisning."),
    "first_name_known": lazy("Ett känt förnamn och ett efternamn."),
    "label_and_name": lazy("Namnet står efter en rubrik, till exempel handläggare."),
    "led_by": lazy("Namnet står efter den som leder något."),
    "responsible_is": lazy("Namnet står efter ”ansvarig är”."),
    "names_over_titles": lazy("Namn med titlar på raden under, som i en underskrift."),
    "title_after_name": lazy("Titeln står efter namnet."),
    "title_before_name": lazy("Titeln står före namnet."),
    "heading": lazy("En rubrik som inleder ett avsnitt om ett projekt."),
    "listed": lazy("Står i en uppräkning av projekt."),
    "name_in_quotes": lazy("Ett namn inom citattecken."),
    "noun_and_verb": lazy("Texten säger att arbetet har börjat eller pågår."),
}


def said(proposal: Proposal) -> str:
    """Write what the proposal says, as mended when it is."""
    return SAYS[ProposalKind(proposal.kind)](proposal.stated)


def confidence(value: float) -> str:
    """Write a confidence in words."""
    if value >= 0.9:
        return _("säker")
    return _("trolig") if value >= 0.7 else _("osäker")


def rule(name: str) -> str:
    """Write the rule that found a fact; one without words of its own by its name."""
    known = RULES.get(name)
    if known is None:
        return _("Regeln ”%(rule)s”.") % {"rule": name.replace("_", " ")} if name else ""
    return str(known)


CHECKS: Mapping[tuple[str, bool], Any] = {
    ("parts_sum_to_total", True): lazy("delarna summerar till totalen"),
    ("part_of_total", True): lazy("är en del av en total som stämmer"),
    ("year_inside_period", True): lazy("året ligger inom perioden"),
    ("year_inside_period", False): lazy("året ligger utanför perioden"),
    ("share_within_0_100", False): lazy("andelen ligger utanför 0–100 procent"),
    ("leading_zero", False): lazy("en punkt i en lista kan ha lästs som en nolla"),
}


def check(given: object) -> str:
    """Write one check in words; one that says nothing to the reader gives ""."""
    if not isinstance(given, Mapping):
        return str(given)
    known = str(CHECKS.get((str(given.get("check")), bool(given.get("ok"))), ""))
    says = (
        str(given.get("says") or "")
        .replace(" ", "\u00a0")
        .replace("\u00a0+\u00a0", " + ")
        .replace("\u00a0=\u00a0", " = ")
    )
    return f"{known}: {says}" if known and says else known


def _project(value: Mapping[str, Any]) -> str:
    return str(value["title"])


def _case(value: Mapping[str, Any]) -> str:
    parts = [str(value["title"]), _("dnr %(number)s") % {"number": value["reg_number"]}]
    if value.get("written_on"):
        parts.append(dates.partial_date(str(value["written_on"]), _language()))
    return ", ".join(parts)


def _period(value: Mapping[str, Any]) -> str:
    return dates.period(str(value.get("start") or ""), str(value.get("end") or ""), _language())


def _amount(value: Mapping[str, Any]) -> str:
    words = [str(QUALIFIERS.get(str(value.get("qualifier")), "")), numbers.kronor(int(value["amount"]))]
    if value.get("vat"):
        words.append(str(VatBasis(str(value["vat"])).label))
    about = [str(ROLES.get(str(value.get("role")), ROLES["other"]))]
    about.append(str(value["year"]) if value.get("year") else _("år okänt"))
    return f"{' '.join(word for word in words if word)}, {', '.join(about)}"


def _person(value: Mapping[str, Any]) -> str:
    return ", ".join(str(one) for one in (value["name"], value.get("title")) if one)


def _date(value: Mapping[str, Any]) -> str:
    day = dates.partial_date(str(value["on"]), _language())
    return f"{day}: {value['text']}" if value.get("text") else day


def _reference(value: Mapping[str, Any]) -> str:
    return _("dnr %(number)s") % {"number": value["reg_number"]}


def _outcome(value: Mapping[str, Any]) -> str:
    unit = str(value.get("unit") or "")
    figure = (
        numbers.number(value["value"]) if isinstance(value["value"], int | float) else str(value["value"])
    )
    told = f"{figure} {unit}".strip()
    about = str(QUALIFIERS["about"]) + " " if value.get("about") else ""
    return about + told


def _language() -> str:
    return get_language() or "sv"


SAYS = {
    ProposalKind.PROJECT: _project,
    ProposalKind.CASE: _case,
    ProposalKind.PERIOD: _period,
    ProposalKind.AMOUNT: _amount,
    ProposalKind.ORGANISATION: lambda value: str(value["name"]),
    ProposalKind.PERSON: _person,
    ProposalKind.DATE: _date,
    ProposalKind.REFERENCE: _reference,
    ProposalKind.OUTCOME: _outcome,
}


def counted(count: int) -> str:
    """Write how many proposals."""
    return ngettext("%(count)s förslag", "%(count)s förslag", count) % {"count": numbers.number(count)}
