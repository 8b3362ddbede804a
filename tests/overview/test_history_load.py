"""Loading a file of facts: what it makes of good files, and what it says of bad ones."""

import copy
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from praktiknara.calls.models import Call
from praktiknara.overview.actions.history import OURS, Loaded, draft_of, load_history
from praktiknara.overview.actions.history_parts.entries import Entry
from praktiknara.overview.actions.history_parts.rows import Writer
from praktiknara.people.models import Organisation
from praktiknara.plans.models import Plan
from praktiknara.projects.models import Grant, Project
from praktiknara.results.models import Outcome
from praktiknara.trail.models import Citation, Event, Fact

ALL = 1620


def test_either_file_may_come_first(db, need):
    first = load_history(Path(need("../shared/history.yaml")))
    second = load_history()

    assert sum(first.created.values()) == ALL
    assert first.refused == []
    assert second.created == {}
    assert second.changed == {}
    assert sum(second.unchanged.values()) == ALL
    assert Citation.objects.filter(start=None).count() == 0


def own_words(value: Any, name: str = "") -> Iterator[str]:
    """Every text of the file that is not what something is called."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from own_words(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from own_words(one, name)
    elif isinstance(value, str) and name not in {"title", "name", "quote"}:
        yield value


def test_our_file_has_none_of_the_papers_sentences(need):
    theirs = " ".join(
        " ".join(paper.read_text(encoding="utf-8").split())
        for paper in sorted(Path(need("../shared/papers")).glob("*.txt"))
    )
    said = yaml.safe_load(OURS.read_text(encoding="utf-8"))

    borrowed = {
        seven
        for text in own_words(said)
        for words in [text.split()]
        for at in range(len(words) - 6)
        if (seven := " ".join(words[at : at + 7])) in theirs
    }

    assert borrowed == set()
    assert "quote" not in OURS.read_text(encoding="utf-8")


def test_loading_asks_few_questions(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(450):
        load_history()


def test_the_command_says_what_it_did(db, capsys):
    call_command("load_history")
    call_command("load_history")

    assert capsys.readouterr().out.splitlines() == [
        f"Nya rader: {ALL}. Ändrade: 0. Oförändrade: 0. Inte inlästa uppgifter: 0.",
        f"Nya rader: 0. Ändrade: 0. Oförändrade: {ALL}. Inte inlästa uppgifter: 0.",
    ]


@pytest.fixture
def facts(tmp_path: Path, db: None) -> Callable[[str], Loaded]:
    """Load these facts from a file."""

    def load(text: str) -> Loaded:
        file = tmp_path / "facts.yaml"
        file.write_text(text, encoding="utf-8")
        return load_history(file)

    return load


def test_a_bad_row_is_told_and_the_rest_stands(facts):
    loaded = facts(
        """
        organisations:
          - {id: staden, name: Staden, kind: kommun}
          - {id: ordern, name: Orden, kind: hemlig orden}
          - {name: Utan id, kind: kommun}
          - bara text
        plans:
          - {id: plan-1, year: i fjol, title: Plan}
          - {id: plan-2, year: 2020, title: Plan 2020}
        """
    )

    assert loaded.created == {"organisations": 1, "plans": 1}
    assert [tuple(one) for one in loaded.refused] == [
        ("organisations/ordern", "Slaget ”hemlig orden” känns inte igen."),
        ("organisations/3", "id saknas."),
        ("organisations/4", "Här ska stå uppgifter med namn."),
        ("plans/plan-1", "year ska vara ett heltal, noll eller mer, men är 'i fjol'."),
    ]
    assert Organisation.objects.get().name == "Staden"
    assert Plan.objects.get().title == "Plan 2020"


PROJECT = """
        projects:
          - id: provet
            title: Provet
            kind: pilotprojekt
            {more}
"""


def project(more: str) -> str:
    """A file with one project that says one thing more."""
    return PROJECT.replace("{more}", more)


@pytest.mark.parametrize(
    ("more", "where", "why"),
    [
        (
            "funding: [{year: 2020, amount_sek: -5, status: beviljat}]",
            "projects/provet/funding/1",
            "amount_sek ska vara ett heltal, noll eller mer, men är -5.",
        ),
        (
            "funding: [{year: 2020, amount_sek: 5 kr, status: beviljat}]",
            "projects/provet/funding/1",
            "amount_sek ska vara ett heltal, noll eller mer, men är '5 kr'.",
        ),
        (
            "funding: [{year: 2020, amount_sek: true, status: beviljat}]",
            "projects/provet/funding/1",
            "amount_sek ska vara ett heltal, noll eller mer, men är True.",
        ),
        (
            "funding: [{year: 20200, amount_sek: 5, status: beviljat}]",
            "projects/provet/funding/1",
            "year är 20200, som inte är ett årtal.",
        ),
        (
            "funding: [{year: 2020, amount_sek: 5, status: lovat}]",
            "projects/provet/funding/1",
            "Läget ”lovat” känns inte igen.",
        ),
        (
            "funding: [{year: 2020, amount_sek: 5, vat: kanske, status: beviljat}]",
            "projects/provet/funding/1",
            "Momsen ”kanske” känns inte igen.",
        ),
        (
            "funding: [{years: [2020, 2021], amount_sek: 5, status: beviljat}]",
            "projects/provet/funding/1",
            "Ett belopp för flera år går inte att dela på åren.",
        ),
        ("outcomes: [{year: 2020}]", "projects/provet/outcomes/1", "fact eller indicator saknas."),
        (
            "outcomes: [{fact: bra, source: a.txt, at: [1]}]",
            "projects/provet/outcomes/1",
            "at ska vara två heltal: från och till tecken i källans text.",
        ),
        ("outcomes: mycket bra", "projects/provet/outcomes", "outcomes ska vara en lista."),
        ("colour: röd", "projects/provet/colour", "Uppgiften känns inte igen och är inte inläst."),
        (
            "responsible_org: ingen-sadan",
            "projects/provet",
            "ansvarig: ingen-sadan finns inte. Raden är inläst utan den uppgiften.",
        ),
    ],
)
def test_what_is_wrong_inside_a_project_does_not_stop_the_project(facts, more, where, why):
    loaded = facts(project(more))

    assert (where, why) in [tuple(one) for one in loaded.refused]
    assert Project.objects.get().title == "Provet"
    assert Grant.objects.count() == 0
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("{id: å b, title: T, year: 2020}", "id 'å b' får bara ha a–z"),
        ("{id: lang, title: " + "x" * 251 + ", year: 2020}", "titel: "),
        ("{id: utan-titel, year: 2020}", "title saknas."),
        ("{id: utan-ar, title: T}", "år: "),
    ],
)
def test_a_row_that_the_register_cannot_hold_is_refused(facts, entry, why):
    loaded = facts(f"plans: [{entry}]")

    [refused] = loaded.refused
    assert refused.why.startswith(why)
    assert loaded.created == {}
    assert Event.objects.count() == 0


def test_the_same_id_twice_keeps_the_first(facts):
    loaded = facts("plans: [{id: a, year: 2020, title: Ett}, {id: a, year: 2021, title: Två}]")

    assert [tuple(one) for one in loaded.refused] == [
        ("plans/a", "Samma rad står två gånger; den första gäller.")
    ]
    assert Plan.objects.get().title == "Ett"


def test_rows_that_belong_to_each_other_in_a_ring_are_refused(facts):
    loaded = facts(
        """
        organisations:
          - {id: a, name: A, kind: enhet, parent: b}
          - {id: b, name: B, kind: enhet, parent: a}
          - {id: c, name: C, kind: enhet}
        """
    )

    assert [one.where for one in loaded.refused] == ["organisations/a", "organisations/b"]
    assert Organisation.objects.get().name == "C"


def test_an_address_that_another_row_has_is_refused_with_all_that_hangs_on_it(facts):
    Project.objects.create(title="Provet", slug="provet", kind="pilot")

    loaded = facts(project("outcomes: [{fact: bra}]"))

    assert [tuple(one) for one in loaded.refused] == [
        ("projects/provet", "provet används redan av en annan rad."),
        ("projects/provet/outcomes/1", "Raden hör till provet, som inte finns."),
    ]
    assert Project.objects.count() == 1
    assert Outcome.objects.count() == 0


def test_signs_that_nobody_sees_do_not_come_in(facts):
    facts('plans: [{id: a, year: 2020, title: "Pl\\u202ean\\0 2020"}]')

    assert Plan.objects.get().title == "Plan 2020"


BREAKAGE: tuple[Any, ...] = (
    None, "", "x", 0, -1, 10**30, 3.5, True, [], {}, [1], [None], {"a": 1}, [[1]], "x" * 400,
    {"id": "a"}, [{"id": "b"}], "socialnamnden", date(2020, 1, 1), [{"fact": 1}], "2015 vår",
)  # fmt: skip  # a row of oddities reads best as a row


def places(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in the file."""
    for name, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*here, name)
        if isinstance(one, dict | list):
            yield from places(one, (*here, name))


WHOLE = yaml.safe_load(OURS.read_text(encoding="utf-8"))
PLACES = list(places(WHOLE))


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(BREAKAGE)), min_size=1, max_size=20))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_breakage_stops_a_load(db, broken):
    """Whatever is put anywhere in the file, the rest is read and the broken is told."""
    said = copy.deepcopy(WHOLE)
    for place, junk in broken:
        inside = said
        try:
            for name in place[:-1]:
                inside = inside[name]
            inside[place[-1]] = junk
        except (KeyError, IndexError, TypeError):
            continue

    with transaction.atomic():
        draft = draft_of(Entry(said, ""))
        done = Writer([*draft.shared.values(), *draft.rows]).write()
        transaction.set_rollback(True)

    assert done.created.total() > 0 or draft.refused


def test_a_section_that_nobody_knows_is_told(facts):
    loaded = facts("recipes: [{id: pannkakor}]")

    assert [tuple(one) for one in loaded.refused] == [
        ("recipes", "Avsnittet känns inte igen och är inte inläst.")
    ]


def test_a_file_may_add_to_what_stands(facts):
    facts("organisations: [{id: su, name: Universitetet, kind: lärosäte}]")

    loaded = facts(project("responsible_org: su"))

    assert loaded.refused == []
    owner = Project.objects.get().owner
    assert owner is not None
    assert owner.name == "Universitetet"


def test_a_call_alone_takes_the_name_of_its_fund_from_the_register(facts):
    """A file of its own for one more year changes nothing of the years before."""
    fund = """
        funds:
          - id: resor
            name: Medel för resor
            level: lokal
            names_by_year: [{year: 2013, name: MUST}, {year: 2021, name: MUL}]
    """
    facts(fund)

    loaded = facts(
        "calls: [{id: resor-2021, year: 2021, fund: resor}, {id: resor-2015, year: 2015, fund: resor}]"
    )

    assert loaded.refused == []
    assert loaded.changed == {}
    assert loaded.created == {"calls": 2, "fund_years": 1}
    assert {call.title for call in Call.objects.all()} == {"MUL 2021", "MUST 2015"}


def test_a_correction_in_the_file_is_told_as_a_change(facts):
    facts("plans: [{id: a, year: 2020, title: Plann}]")

    loaded = facts("plans: [{id: a, year: 2020, title: Plan}]")

    assert loaded.changed == {"plans": 1}
    assert Plan.objects.get().title == "Plan"
    assert [event.verb for event in Event.objects.all()] == ["load_history", "load_history"]


def test_a_file_without_quotes_keeps_those_that_stand(facts):
    with_words = "plans: [{id: a, year: 2020, title: Plan, source: p.txt, quote: tre ord här}]"
    with_place = "plans: [{id: a, year: 2020, title: Plan, source: p.txt, at: [4, 15]}]"
    facts(with_words)

    loaded = facts(with_place)

    assert loaded.changed == {}
    cited = Citation.objects.get()
    assert (cited.quote, cited.start, cited.end) == ("tre ord här", 4, 15)
    assert cited.source.title == "p.txt"


@pytest.mark.parametrize("text", ["", "bara text", "- en\n- lista", "a: [1, 2", "a: &a [*a]", "\tx: 1"])
def test_a_file_without_facts_is_refused_with_one_sentence(tmp_path, db, text):
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")

    if text.startswith("a: &a"):
        assert [one.where for one in load_history(file).refused] == ["a"]
        return
    with pytest.raises(CommandError) as refused:
        call_command("load_history", file)

    assert str(refused.value).startswith(f"Filen {file} ")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path, db):
    with pytest.raises(CommandError, match="går inte att öppna"):
        call_command("load_history", tmp_path / "saknas.yaml")

    binary = tmp_path / "bild.yaml"
    binary.write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(CommandError, match="inte text i UTF-8"):
        call_command("load_history", binary)


def test_json_is_one_document_with_the_refusals(tmp_path, db, capsys):
    file = tmp_path / "x.yaml"
    file.write_text("plans: [{id: a, year: 2020, title: Plan}, {id: b}]", encoding="utf-8")

    call_command("load_history", file, "--json")

    assert json.loads(capsys.readouterr().out) == {
        "created": {"plans": 1},
        "unchanged": {},
        "changed": {},
        "refused": [{"where": "plans/b", "why": "title saknas."}],
    }


def test_a_fact_of_a_refused_row_does_not_stand_alone(facts):
    loaded = facts("funds: [{id: a, name: A, level: hemlig, facts: [{fact: något}]}]")

    assert [one.where for one in loaded.refused] == ["funds/a"]
    assert Fact.objects.count() == 0
