"""The history stands in the register as the sources tell it: no more, no less, and each fact with its place."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from praktiknara.calls.models import Call
from praktiknara.decisions.models import Case
from praktiknara.decisions.rules import reg_number_key
from praktiknara.funds.models import Fund, FundYear
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.methods.models import Method
from praktiknara.overview.actions.history import OURS, load_history
from praktiknara.people.choices import OrganisationKind, Origin
from praktiknara.people.models import Organisation, Person
from praktiknara.people.rules import covers
from praktiknara.plans.models import PlanAmount
from praktiknara.projects.models import Grant, Project
from praktiknara.results.models import Aftermath, Outcome
from praktiknara.trail.choices import FactKind
from praktiknara.trail.models import Citation, Event, Fact, Source

ROWS = {
    "aftermath": 20,
    "agreement_parties": 15,
    "agreements": 7,
    "authorships": 11,
    "budget_assignments": 5,
    "call_rules": 22,
    "calls": 13,
    "cases": 10,
    "citations": 700,
    "consultations": 9,
    "criteria": 17,
    "decision_points": 12,
    "events": 21,
    "facts": 186,
    "focus_areas": 8,
    "fund_names": 6,
    "fund_years": 26,
    "funds": 7,
    "grants": 46,
    "knowledge_outputs": 16,
    "memberships": 18,
    "method_uses": 27,
    "methods": 28,
    "milestones": 22,
    "need_themes": 5,
    "needs_inventories": 1,
    "organisation_names": 6,
    "organisations": 71 + 6,
    "outcomes": 45,
    "outside_money": 5,
    "people": 19,
    "plan_amounts": 8,
    "plans": 5,
    "programme_partners": 14,
    "programmes": 8,
    "project_agreements": 1,
    "project_organisations": 77,
    "project_people": 15,
    "projects": 40,
    "recipients": 4,
    "signatories": 5,
    "sources": 5,
    "sub_studies": 17,
    "successions": 8,
    "support_assignments": 3,
}


def test_every_row_of_the_file_stands_in_the_register(history):
    assert history.created == ROWS
    assert history.changed == {}
    assert history.unchanged == {}
    assert history.refused == []


def test_one_event_tells_of_the_whole_load(history):
    told = Event.objects.get()

    assert told.verb == "load_history"
    assert told.after == {"file": "history.yaml", "created": ROWS, "changed": {}, "refused": 0}


def test_loaded_again_it_changes_nothing(history):
    again = load_history()

    assert again.created == {}
    assert again.changed == {}
    assert again.unchanged == ROWS
    assert Event.objects.count() == 1


def test_the_papers_own_file_gives_the_same_register(history, need):
    again = load_history(Path(need("../shared/history.yaml")))

    assert again.created == {}
    assert again.changed == {}
    assert again.unchanged == ROWS
    assert again.refused == []
    # Their words are added to our places, which stay.
    assert Citation.objects.filter(quote="").count() == 0
    assert Citation.objects.filter(start=None).count() == 0


def sourced(value: Any) -> Iterator[tuple[str, int, int]]:
    """Every place in a source that the file names."""
    if isinstance(value, dict):
        if "source" in value:
            yield value["source"], *value["at"]
        for one in value.values():
            yield from sourced(one)
    elif isinstance(value, list):
        for one in value:
            yield from sourced(one)


def test_every_sourced_fact_is_cited_at_its_place(history):
    told = Counter(sourced(yaml.safe_load(OURS.read_text(encoding="utf-8"))))
    cited = Counter(Citation.objects.values_list("source__file", "start", "end"))

    assert told.total() == 676
    assert set(cited) == set(told)
    # One fact that becomes several rows is cited by each:
    several = {
        "a row of money for several years is one grant a year (19 from 7)": 12,
        "a line of signatories is one row a person (5 from 3)": 2,
        "the same criteria as the call before are four (4 from 1)": 3,
        "a frame told of a fund is also its year's": 5,
        "and the call's, when the call itself names none": 2,
    }
    assert cited.total() - told.total() == sum(several.values())


def test_a_place_in_a_source_holds_the_words_of_the_fact(history, need):
    """The offsets lead to the words: 273 visits."""
    paper = Path(need("../shared/papers")) / "004_94f3c94d1b5c34f6.txt"
    visits = Outcome.objects.get(key="stella-utfall-1")

    [cited] = Citation.objects.filter(object_id=visits.pk, content_type__model="outcome")

    assert paper.read_text(encoding="utf-8")[cited.start : cited.end].split() == [
        "hade",
        "273",
        "besdk",
        "under",
        "2016",
    ]


def test_sources_have_their_titles_and_years(history):
    assert list(Source.objects.values_list("title", "year")) == [
        ("FoU-plan 2014 och fördelning av resterande FoU-medel 2013", 2013),
        ("FoU-plan 2015", 2015),
        ("Inriktning av FoU-medel 2018 och redovisning av lokala utvecklingsprojekt 2016", 2017),
        ("Socialförvaltningens arbete med forskning och utveckling 2021", 2022),
        ("Socialnämndens arbete med forskning och utveckling. Årsrapport för 2023", 2024),
    ]
    assert Fact.objects.filter(kind=FactKind.ANOMALY, content_type__model="source").count() == 18


@pytest.mark.parametrize(
    ("key", "day", "name"),
    [
        ("ersta-skondal", date(2013, 12, 31), "Ersta Sköndal högskola"),
        ("ersta-skondal", date(2019, 12, 31), "Ersta Sköndal Bräcke högskola"),
        ("ersta-skondal", date(2023, 12, 31), "Marie Cederschiöld högskola"),
        ("ersta-skondal-bracke", date(2013, 12, 31), "Ersta Sköndal högskola"),
        ("mchs", date(2013, 12, 31), "Ersta Sköndal högskola"),
        ("mchs", date(2019, 12, 31), "Ersta Sköndal Bräcke högskola"),
        ("mchs", date(2023, 12, 31), "Marie Cederschiöld högskola"),
        ("sdf-rinkeby-kista", date(2014, 12, 31), "Rinkeby-Kista stadsdelsförvaltning"),
        ("sdf-rinkeby-kista", date(2023, 6, 30), "Rinkeby-Kista stadsdelsförvaltning"),
        ("sdf-rinkeby-kista", date(2023, 7, 1), "Järva stadsdelsförvaltning"),
        ("sdf-spanga-tensta", date(2024, 1, 1), "Järva stadsdelsförvaltning"),
        ("sdf-norrmalm", date(2024, 1, 1), "Norra innerstadens stadsdelsförvaltning"),
        ("sdf-ostermalm", date(2024, 1, 1), "Norra innerstadens stadsdelsförvaltning"),
        ("sdf-skarpnack", date(2024, 1, 1), "Skarpnäcks stadsdelsförvaltning"),
    ],
)
def test_an_organisation_is_named_as_it_was(history, key, day, name):
    """R-ORG-01."""
    assert Organisation.objects.get(key=key).name_on(day) == name


@pytest.mark.parametrize(
    ("day", "count"), [(date(2013, 12, 31), 14), (date(2021, 12, 31), 13), (date(2024, 1, 1), 11)]
)
def test_the_districts_are_as_many_as_they_were(history, day, count):
    """Fourteen in 2013, as the plan for 2014 says."""
    districts = Organisation.objects.filter(kind=OrganisationKind.DISTRICT)

    assert sum(covers(one.valid_from, one.valid_to, day) for one in districts) == count


def test_the_districts_of_today(history):
    today = Organisation.objects.filter(kind=OrganisationKind.DISTRICT, valid_to=None)

    assert [one.short for one in today] == [
        "Bromma",
        "Enskede-Årsta-Vantör",
        "Farsta",
        "Hägersten-Älvsjö",
        "Hässelby-Vällingby",
        "Järva",
        "Kungsholmen",
        "Norra innerstaden",
        "Skarpnäck",
        "Skärholmen",
        "Södermalm",
    ]


def test_a_fund_bears_the_name_of_the_year(history):
    """R-TERM-01."""
    mul = Fund.objects.get(code="must-mul")

    assert [(one.year, one.name) for one in mul.names.all()] == [
        (2013, "MUST"),
        (2015, "MUST"),
        (2017, "Medel för studiebesök (MUST)"),
        (2021, "Medel för utveckling och lärande (MUL)"),
        (2023, "Medel för utbyte och lärande (MUL)"),
        (2024, "Medel för utveckling och lärande genom studiebesök/resor"),
    ]
    assert FundYear.objects.get(fund=mul, year=2018).name == "Medel för studiebesök (MUST)"
    assert str(Call.objects.get(key="mul-2021")) == "Medel för utveckling och lärande (MUL) 2021"


FRAMES = {
    "lum-2013": (3_000_000, False),
    "lum-2014": (2_000_000, False),
    "lum-2015": (3_000_000, True),
    "lum-2018": (3_000_000, True),
}


def test_calls_have_the_frames_that_are_told_and_no_other(history):
    assert {call.key: (call.frame, call.frame_about) for call in Call.objects.exclude(frame=None)} == FRAMES
    assert Call.objects.filter(frame=None).count() == 9


CALL_RULES = [
    ("drogprevention-2015", []),
    ("lum-2013", []),
    ("lum-2014", [("note", None, None), ("note", None, None)]),
    (
        "lum-2015",
        [
            ("cap", 750_000, None),
            ("one_year", None, 1),
            ("note", None, None),
            ("note", None, None),
            ("note", None, None),
        ],
    ),
    (
        "lum-2018",
        [
            ("cap", 750_000, None),
            ("one_year", None, 1),
            ("max_granted", None, 3),
            ("note", None, None),
            ("gender", None, None),
        ],
    ),
    ("lum-2021", []),
    ("lum-2023", [("max_years", None, 3)]),
    ("lum-2024", [("note", None, None)] * 6),
    ("mul-2021", []),
    ("mul-2023", []),
    ("mul-2024", []),
    ("must-2015", [("cap", 25_000, None), ("note", None, None)]),
    ("must-2018", [("cap", 25_000, None)]),
]


@pytest.mark.parametrize(("key", "rules"), CALL_RULES)
def test_a_call_has_the_rules_of_its_year(history, key, rules):
    call = Call.objects.get(key=key)

    assert list(call.rules.values_list("kind", "amount", "number")) == rules
    assert call.status == "ended"


def test_criteria_that_are_the_same_are_written_out_and_say_so(history):
    """R-LUM-09."""
    before, after = Call.objects.get(key="lum-2013"), Call.objects.get(key="lum-2014")

    assert [one.text for one in after.criteria.all()] == [one.text for one in before.criteria.all()]
    assert {one.help for one in after.criteria.all()} == {"Samma som i Lokala utvecklingsmedel (LUM) 2013."}
    assert {one.help for one in before.criteria.all()} == {""}


def test_a_conditional_call_tells_its_condition_and_not_whether_it_was_met(history):
    """R-STA-02."""
    call = Call.objects.get(key="drogprevention-2015")

    assert call.condition == "Trestadsmedel beviljas på motsvarande nivå som 2014"
    assert call.condition_met is None


def test_what_is_unknown_stays_unknown(history):
    stella = Project.objects.get(key="stella")

    assert [(grant.year, grant.amount, grant.standing) for grant in stella.grants.all()] == [
        (2013, None, "granted"),
        (2014, None, "granted"),
        (2015, None, "granted"),
        (2016, None, "granted"),
    ]
    assert stella.owner is None
    evaluation = Project.objects.get(key="ebp-barn-unga-resultat")
    assert [(one.year, one.amount, one.vat, one.standing) for one in evaluation.grants.all()] == [
        (2012, None, "excl", "granted"),
        (2013, 600_000, "excl", "proposed"),
        (2014, None, "excl", "set_aside"),
    ]
    assert Project.objects.get(key="bostad-forst").start_year is None
    assert list(Grant.objects.filter(amount=0)) == []
    assert list(Outcome.objects.filter(value=0)) == []
    assert KnowledgeOutput.objects.get(key="handbok-kasam").year is None
    assert Case.objects.get(key="arende-fou-plan-2015").meeting_on is None


def test_about_stays_about(history):
    """R-OUT-02."""
    lectures = Outcome.objects.get(key="barnen-i-centrum-utfall-1")
    assert (lectures.value, lectures.about) == (Decimal(150), True)
    assert lectures.indicator == "deltagare på föreläsningar"

    state = PlanAmount.objects.get(key="fou-plan-2015-belopp-2")
    assert (state.amount, state.about) == (5_000_000, True)

    frame = FundYear.objects.get(fund__code="lum", year=2015)
    assert (frame.frame, frame.frame_about) == (3_000_000, True)

    assert Outcome.objects.filter(about=True).count() == 1
    assert set(Fact.objects.filter(about=True).values_list("text", "amount")) == {
        ("årsram cirka", 3_000_000),
        ("möjligt belopp, knappt", 5_000_000),
        ("omkring, per år för hela landet", 10_000_000),
        ("MUST ryms inom LUM-ramen på cirka tre miljoner", None),
    }


OUTCOMES = [
    ("stella-utfall-1", "besök", Decimal(273), None, 2016, False),
    ("stella-utfall-2", "besök", Decimal(190), None, 2017, True),
    ("processtod-rehab-utfall-1", "klienter med förändringsplan", Decimal(63), 98, None, False),
    ("kasam-utfall-3", "andel med ökat Kasamvärde", Decimal(92), None, 2014, False),
    ("kasam-utfall-2", "ålder, majoritet kvinnor", None, None, None, False),
    ("mina-bada-varldar-utfall-3", "uppföljningstillfällen", None, None, None, False),
]


@pytest.mark.parametrize(("key", "indicator", "value", "base", "year", "partial"), OUTCOMES)
def test_a_number_keeps_its_base_and_year(history, key, indicator, value, base, year, partial):
    """R-OUT-01: the 190 visits of 2017 are not a whole year's."""
    one = Outcome.objects.get(key=key)

    assert (one.indicator, one.value, one.base, one.year, one.partial_year) == (
        indicator,
        value,
        base,
        year,
        partial,
    )


def test_a_value_in_words_stays_words(history):
    assert set(Outcome.objects.exclude(value_text="").values_list("value_text", flat=True)) == {
        "17–22 år",
        "6 och 12 månader",
    }


def test_what_came_after_is_counted_once(history):
    """R-OUT-03: of the projects reported in 2017 one became permanent, one won a prize, one led to an agreement."""
    kinds = Counter(Aftermath.objects.values_list("kind", flat=True))

    assert kinds == {
        "follow_on": 4,
        "permanent": 1,
        "agreement": 1,
        "prize": 1,
        "changed": 1,
        "spread": 2,
        "report": 3,
        "other": 7,
    }
    permanent = Aftermath.objects.get(kind="permanent")
    assert Citation.objects.filter(object_id=permanent.pk, content_type__model="aftermath").count() == 2


def test_a_project_has_the_status_that_the_sources_support(history):
    by_status: dict[str, set[str]] = {}
    for key, status in Project.objects.values_list("key", "status"):
        by_status.setdefault(status, set()).add(str(key))

    assert by_status["in_operation"] == {"stella"}
    assert by_status["ended"] == {
        "akademisk-socialtjanst",
        "barnen-i-centrum",
        "brukarinflytande-sodermalm",
        "kasam",
        "mentorsfamiljer",
        "mina-bada-varldar",
        "oppenvard-sydost",
        "processtod-rehab",
        "rvc-rvt",
        "sos-hasselby",
    }
    assert len(by_status["unknown"]) == 29
    assert set(by_status) == {"in_operation", "ended", "unknown"}


def test_one_study_leads_to_the_next(history):
    assert set(Project.objects.exclude(predecessor=None).values_list("predecessor__key", "key")) == {
        ("kontaktperson-registerstudie", "kontaktperson-skolstod"),
        ("sig-20-29-forstudie", "sig-20-29"),
        ("barnahus-forstudie", "barnahus-effekter"),
        ("sos-hasselby", "sos-forskning"),
    }
    assert set(
        Project.objects.exclude(budget_assignment=None).values_list("budget_assignment__key", "key")
    ) == {
        ("budget-metoder", "ips-missbruk"),
        ("budget-ast", "akademisk-socialtjanst"),
        ("budget-skola-socialtjanst", "ppss-pilot"),
    }
    [project] = Project.objects.filter(agreements__key="iop-bris")
    assert project.key == "mina-bada-varldar"


def test_districts_and_partners_that_are_not_named_stay_words(history):
    assert set(Project.objects.filter(whole_city=True).values_list("key", flat=True)) == {
        "ebp-barn-unga-resultat",
        "bedomningsinstrument-ekonomiskt-bistand",
        "familjebehandling-2023",
    }
    assert dict(Project.objects.exclude(districts_note="").values_list("key", "districts_note")) == {
        "ppss-pilot": "8 stadsdelsförvaltningar, ej namngivna",
        "ppss-utvardering": "8 stadsdelsförvaltningar, ej namngivna",
        "mi-uppfoljning": "4 stadsdelsförvaltningar, ej namngivna",
    }
    assert dict(Project.objects.exclude(unnamed_partners="").values_list("key", "unnamed_partners")) == {
        "ebp-barn-unga-resultat": "samtliga stadsdelsförvaltningar",
        "kontaktperson-skolstod": "ett antal stadsdelsförvaltningar",
    }


def test_money_that_is_no_fund_is_told_in_words(history):
    training = Project.objects.get(key="webbutbildningar-esf")

    assert training.fund is None
    assert training.fund_note == "Europeiska socialfonden (ESF), planerad ansökan"
    assert Fund.objects.count() == 7


def test_projects_without_names_are_grants_of_their_call(history):
    groups = Grant.objects.filter(project=None).values_list(
        "call__key", "amount", "count", "districts_count", "standing"
    )

    assert set(groups) == {
        ("lum-2021", 3_000_000, 7, None, "granted"),
        ("mul-2021", 110_000, 5, None, "granted"),
        ("lum-2023", None, 10, 6, "granted"),
        ("mul-2023", None, 8, None, "granted"),
    }


def test_a_method_is_found_in_every_project_that_uses_it(history):
    interviewing = Method.objects.get(key="mi")

    assert {project.key for project in interviewing.projects.all()} == {
        "mi-uppfoljning",
        "stella",
        "processtod-rehab",
    }
    assert Method.objects.get(key="processtod").projects.count() == 0
    assert Project.objects.get(key="stella").methods_text == (
        "råd och stöd, krishantering, förebild: Föräldrastötten i Köpenhamn"
    )


CASES = [
    ("arende-fou-plan-2014", "ready", ["grant", "adjust"], ["", ""], []),
    ("arende-fou-plan-2015", "ready", ["approve", "serve"], ["", ""], ["stadsdelsnamnderna"]),
    (
        "arende-inriktning-2018",
        "ready",
        ["approve", "serve"],
        ["", ""],
        ["kommunstyrelsen", "stadsdelsnamnderna"],
    ),
    ("arende-fou-rapport-2021", "ready", ["approve", "serve"], ["", ""], ["stadsdelsnamnderna"]),
    ("arende-lum-mul-2024", "decided", [], [], []),
    ("arende-lum-redovisning-2023", "ready", [], [], []),
    ("arende-kontaktperson-registerstudie", "decided", ["assign"], ["agreed"], []),
    ("arende-standard-faltarbete", "decided", [], [], []),
    ("arende-ratt-stod-i-ratt-tid", "ready", [], [], []),
    (
        "beslut-2014-12-16-sarskilda-medel",
        "decided",
        ["delegate", "delegate", "grant"],
        ["agreed", "agreed", "agreed"],
        [],
    ),
]


@pytest.mark.parametrize(("key", "status", "kinds", "outcomes", "recipients"), CASES)
def test_a_case_is_decided_only_when_the_sources_say_so(history, key, status, kinds, outcomes, recipients):
    """R-DEC-01, R-DEC-03."""
    case = Case.objects.get(key=key)

    assert case.status == status
    assert [point.kind for point in case.points.all()] == kinds
    assert [point.outcome for point in case.points.all()] == outcomes
    assert sorted(str(one.organisation.key) for one in case.recipients.all()) == recipients


def test_councils_were_heard_before_the_board(history):
    """R-DEC-02."""
    case = Case.objects.get(key="arende-inriktning-2018")

    assert [(one.body.key if one.body else None, one.on) for one in case.consultations.all()] == [
        ("fou-radet", None),
        ("forvaltningsgruppen", date(2017, 8, 16)),
        ("radet-funktionshinderfragor", date(2017, 8, 17)),
    ]
    assert case.unit is not None
    assert case.unit.key == "avd-stadsovergripande-sociala-fragor"
    assert [(one.person.name, one.title) for one in case.signatories.all()] == [
        ("Veronica Wolgast Karlberg", "tf förvaltningschef")
    ]


@pytest.mark.parametrize(
    ("sought", "key"),
    [
        ("3.1.1–681 2021", "arende-ratt-stod-i-ratt-tid"),
        ("3.1.1-681/2021", "arende-ratt-stod-i-ratt-tid"),
        ("Dnr 3.1.1 — 681 / 2021", "arende-ratt-stod-i-ratt-tid"),
        ("Dnr: 3.1.1-188/2021", "arende-standard-faltarbete"),
        ("dnr SOF 2023/526", "arende-lum-mul-2024"),
        ("sof 2023-526", "arende-lum-mul-2024"),
        ("3.2-0331/2012", "arende-kontaktperson-registerstudie"),
    ],
)
def test_a_registration_number_is_found_however_it_is_written(history, sought, key):
    """R-DNR-01."""
    [case] = Case.objects.filter(reg_number_key=reg_number_key(sought))

    assert case.key == key


def test_a_name_is_shown_right_and_its_spelling_in_the_source_kept(history):
    sarnecki = Person.objects.get(key="jerzy-sarnecki")

    assert (sarnecki.name, sarnecki.name_in_source) == ("Jerzy Sarnecki", "Jerzy Sernecki")
    assert Organisation.objects.get(key="su-barnrattscentrum").note == "I källan skrivet Barnrättcentrum"


def test_every_project_but_one_is_sorted_by_field(history):
    assert list(Project.objects.filter(field="").values_list("key", flat=True)) == ["kast"]


def test_both_shelves_of_the_start_page_have_their_projects(history):
    found: dict[str, set[str]] = {}
    for finding, key in Outcome.objects.exclude(finding="").values_list("finding", "project__key"):
        found.setdefault(finding, set()).add(str(key))

    assert {"stella", "processtod-rehab", "mina-bada-varldar"} <= found["worked"]
    assert found["did_not"] == {
        "sos-hasselby",
        "sig-langtid",
        "brukarinflytande-sodermalm",
        "akademisk-socialtjanst",
    }


def test_what_we_add_is_marked_as_ours(history):
    added = Organisation.objects.filter(origin=Origin.REFERENCE)

    assert {one.key for one in added} == {
        "sdf-alvsjo",
        "sdf-bromma",
        "sdf-hagersten-alvsjo",
        "sdf-hagersten-liljeholmen",
        "sdf-jarva",
        "sdf-norra-innerstaden",
    }
    assert Organisation.objects.filter(origin=Origin.HISTORY).count() == 71


def test_a_status_that_someone_changed_is_left_alone(history):
    Project.objects.filter(key="kasam").update(status="discontinued")

    again = load_history()

    assert again.changed == {}
    assert Project.objects.get(key="kasam").status == "discontinued"
