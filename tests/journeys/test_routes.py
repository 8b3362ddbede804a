"""Every address, asked for by every role, answers as the table says."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from tests.journeys.routes import ROLES, TABLE, Row

from praktiknara.applications.models import Application, CoApplicant
from praktiknara.assessments.models import Assessment
from praktiknara.calls.models import Call
from praktiknara.decisions.models import Case
from praktiknara.documents.actions import import_file
from praktiknara.documents.models import Delivery, Paper
from praktiknara.intake.actions.reading import propose
from praktiknara.intake.actions.sheets import try_out, upload
from praktiknara.intake.models import Reading, Sheet
from praktiknara.intake.rules.drafts import Drafted
from praktiknara.knowledge.actions import publish_output
from praktiknara.knowledge.models import KnowledgeOutput
from praktiknara.overview.actions.accounts import make_demo_accounts
from praktiknara.overview.actions.rounds import make_example_rounds
from praktiknara.people.models import Organisation, User
from praktiknara.projects.models import Grant, Payout, Project
from praktiknara.results.models import ConsumptionReport, ResultReport
from praktiknara.trail.queries import documents

Arguments = dict[str, Any]


def own_routes() -> Iterator[str]:
    """The names of the product's own addresses; Django's admin is tried apart."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield str(pattern.name)
            elif pattern.app_name != "admin":
                yield from walk(pattern.url_patterns)

    yield from walk(get_resolver().url_patterns)


def of_example(key: str) -> Call:
    return Call.objects.get(slug=f"exempel-{key}")


def draft() -> Application:
    """Skarpnäck's draft to the open example call, where Farsta has been asked and has not answered."""
    return Application.objects.get(call=of_example("oppen"), status="draft", applicant__key="sdf-skarpnack")


def handed_in() -> Application:
    """Skarpnäck's application that waits for its registration number."""
    return Application.objects.get(call=of_example("oppen"), status="submitted")


def asked() -> CoApplicant:
    return draft().co_applicants.get()


def assessed() -> Application:
    """Farsta's application with Skarpnäck, under assessment."""
    return Application.objects.get(
        call=of_example("bedoms"), applicant__key="sdf-farsta", status="under_assessment"
    )


def begun() -> Assessment:
    return Assessment.objects.get(application=assessed(), assessor__username="bedomare")


def in_preparation() -> Case:
    return Case.objects.get(call=of_example("foreslas"))


def decided() -> Case:
    return Case.objects.get(call=of_example("beslutad"))


def ongoing() -> Project:
    """Skarpnäck's project whose report is accepted."""
    return Project.objects.get(grants__call=of_example("redovisas"), reports__status="accepted")


def farsta_report() -> ResultReport:
    return ResultReport.objects.get(project__grants__call=of_example("redovisas"), status="submitted")


def begun_report() -> ResultReport:
    return ResultReport.objects.get(project__grants__call=of_example("redovisas"), status="draft")


def handed_in_money() -> ConsumptionReport:
    return ConsumptionReport.objects.get(status="submitted")


def unreported() -> Grant:
    return Grant.objects.filter(
        call=of_example("redovisas"), consumption=None, project__owner__key="sdf-skarpnack"
    ).get()


def paid() -> Payout:
    return Payout.objects.get(status="paid")


def planned() -> Payout:
    return Payout.objects.filter(status="planned").order_by("pk")[0]


def mended() -> KnowledgeOutput:
    """A report that the officer has published anew, with its file."""
    output = KnowledgeOutput.objects.get(slug="rapport-ast-modell")
    if output.version == 1:
        publish_output(
            output,
            title=output.title,
            summary="Så kan forskare och medarbetare arbeta ihop.",
            lesson="Skriv ner vem som gör vad.",
            original=SimpleUploadedFile("rapport.pdf", b"%PDF-1.7"),
            by=User.objects.get(username="fou"),
            now=timezone.now(),
        )
    return output


def locked() -> Assessment:
    return Assessment.objects.get(application=assessed(), assessor__username="bedomare2")


def paper(name: str = "plan.txt", public: bool = True) -> Paper:
    """A paper that was handed in."""
    content = f"En plan för stöd till barn och unga, {name}.".encode()
    kept = import_file(content, name, by=None, now=timezone.now(), public=public).paper
    assert kept
    return kept


def read_out() -> Reading:
    """The reading of a paper that says one thing, and waits for its review."""
    officer, handed_in = User.objects.get(username="fou"), paper()
    earlier = Reading.objects.filter(paper=handed_in).first()
    if earlier is not None:
        return earlier
    reading = Reading.objects.create(paper=handed_in, at=timezone.now(), by=officer)
    said = Drafted("project", 0, 7, {"title": "Ett projekt som ingen har hört talas om"})
    return propose(reading, [said], rules="1", by=officer, now=timezone.now())


def listed() -> Sheet:
    """A list with one new project, tried."""
    officer = User.objects.get(username="fou")
    sheet, _new = upload(
        "Projekt;År\nKvällsöppet på torget;2019\n".encode(), "lista.csv", by=officer, now=timezone.now()
    )
    if sheet.status == "mapping":
        try_out(sheet, columns=sheet.columns, version=sheet.version, by=officer, now=timezone.now())
    return sheet


def pk(row: Callable[[], Any]) -> Callable[[], Arguments]:
    return lambda: {"pk": row().pk}


def slug(row: Callable[[], Any]) -> Callable[[], Arguments]:
    return lambda: {"slug": row().slug}


def key(value: str, name: str = "slug") -> Callable[[], Arguments]:
    return lambda: {name: value}


# Which row a route with arguments is tried on; the table's rows are told by the same names.
ON: dict[str, Callable[[], Arguments]] = {
    "project": key("stella"),
    "theme": key("barn-unga-och-familj"),
    "theme_feed": key("barn-unga-och-familj"),
    "hurry_wonder": key("barn-unga-och-familj"),
    "hurry_answer": lambda: {"slug": "barn-unga-och-familj", "question": "vad-har-fungerat"},
    "output": key("rapport-ast-modell"),
    "output_bibtex": key("rapport-ast-modell"),
    "output_ris": key("rapport-ast-modell"),
    "output_described": key("rapport-ast-modell"),
    "output_pdf": key("rapport-ast-modell"),
    "output_original": lambda: {"slug": "rapport-ast-modell", "pk": documents(mended())[0].pk},
    "output_version": lambda: {"slug": mended().slug, "number": 1},
    "findings": key("gick-bra", "which"),
    "publish_report": lambda: {"pk": ResultReport.objects.get(status="accepted").pk},
    "publish_output": key("rapport-ast-modell"),
    "withdraw_output": key("rapport-ast-modell"),
    "method": key("mi"),
    "similar": lambda: {"kind": "projekt", "pk": Project.objects.get(slug="stella").pk},
    "forget_search": lambda: {"pk": 1},
    "mail_search": lambda: {"pk": 1},
    "search_feed": key("finns-inte", "token"),
    "project_work": slug(ongoing),
    "start_result_report": slug(ongoing),
    "result_report": pk(farsta_report),
    "write_result_report": pk(begun_report),
    "accept_result_report": pk(farsta_report),
    "return_result_report": pk(farsta_report),
    "start_consumption": pk(unreported),
    "consumption_report": pk(handed_in_money),
    "write_consumption": pk(handed_in_money),
    "accept_consumption": pk(handed_in_money),
    "return_consumption": pk(handed_in_money),
    "start_project": lambda: {"slug": paid().grant.project.slug},  # type: ignore[union-attr]  # an example's grant has its project
    "end_project": slug(ongoing),
    "keep_project": slug(ongoing),
    "place_project": slug(ongoing),
    "plan_payouts": lambda: {"pk": planned().grant_id},
    "pay_payout": pk(planned),
    "receive_payout": pk(paid),
    "assign_assessors": pk(assessed),
    "assessment": pk(begun),
    "declare_conflict": pk(begun),
    "unlock_assessment": pk(locked),
    "take_away_assessment": pk(begun),
    "start_application": slug(lambda: of_example("oppen")),
    "application": pk(handed_in),
    "write_application": lambda: {"pk": draft().pk, "section": "budget"},
    "ask_co_applicant": pk(draft),
    "drop_co_applicant": lambda: {"pk": draft().pk, "asked": asked().pk},
    "answer_co_applicant": lambda: {"pk": draft().pk, "asked": asked().pk},
    "hand_over": pk(draft),
    "sign_application": lambda: {"pk": Application.objects.get(status="awaiting_signature").pk},
    "take_back_application": lambda: {"pk": Application.objects.get(status="awaiting_signature").pk},
    "submit_application": lambda: {"pk": Application.objects.get(status="awaiting_signature").pk},
    "application_receipt": pk(handed_in),
    "withdraw_application": pk(handed_in),
    "register_application": pk(handed_in),
    "call": key("lum-2018"),
    "copy_call": key("lum-2018"),
    "edit_call": slug(lambda: of_example("oppen")),
    "open_call": slug(lambda: of_example("bedoms")),
    "close_call": slug(lambda: of_example("oppen")),
    "reopen_call": slug(lambda: of_example("bedoms")),
    "rest_call": slug(lambda: of_example("oppen")),
    "end_call": slug(lambda: of_example("beslutad")),
    "ranking": slug(lambda: of_example("foreslas")),
    "ranking_csv": slug(lambda: of_example("foreslas")),
    "ranking_excel": slug(lambda: of_example("foreslas")),
    "case": slug(decided),
    "prepare_case": slug(in_preparation),
    "decide_case": slug(in_preparation),
    "make_case_ready": slug(in_preparation),
    "take_back_case": slug(in_preparation),
    "dispatch_case": slug(decided),
    "close_case": slug(decided),
    "case_word": slug(decided),
    "attach_to_case": slug(decided),
    "case_pdf": slug(decided),
    "case_document": lambda: {"slug": decided().slug, "pk": documents(decided())[0].pk},
    "decision_letter": lambda: {
        "slug": decided().slug,
        "pk": decided().awards.order_by("rank")[0].application_id,
    },
    "plan": key("fou-plan-2015"),
    "fund": key("lum", "code"),
    "fund_year": lambda: {"code": "fum", "year": 2013},
    "agreement": key("iop-bris"),
    "programme": key("sivin"),
    "outside_money": key("fead"),
    "organisation": key("sdf-rinkeby-kista"),
    **dict.fromkeys(
        (
            "paper",
            "paper_original",
            "paper_repairs",
            "describe_paper",
            "read_paper_again",
            "withdraw_paper",
            "restore_paper",
        ),
        slug(paper),
    ),
    "start_reading": pk(paper),
    **dict.fromkeys(
        ("reading", "accept_certain", "close_reading", "reopen_reading", "undo_reading"), pk(read_out)
    ),
    **dict.fromkeys(
        ("accept_proposal", "mend_proposal", "reject_proposal", "undo_proposal"),
        pk(lambda: read_out().proposals.get()),
    ),
    **dict.fromkeys(("sheet", "map_sheet", "choose_rows", "take_sheet", "undo_sheet"), pk(listed)),
    "retry_delivery": pk(lambda: Delivery.objects.get_or_create(name="plan.txt")[0]),
}
# What is sent where an empty form would be refused for another reason than the role.
SENT: dict[str, Callable[[], dict[str, Any]]] = {
    "start_application": lambda: {"applicant": Organisation.objects.get(key="sdf-skarpnack").pk},
    "register_application": lambda: {"reg_number": "SOF 2027/1"},
    "withdraw_application": lambda: {"reason": "Vi söker nästa år."},
    **dict.fromkeys(
        ("accept_proposal", "reject_proposal", "undo_proposal"),
        lambda: {"version": read_out().proposals.get().version},
    ),
    **dict.fromkeys(("choose_rows", "take_sheet"), lambda: {"version": listed().version}),
}
# The same route on a row of another's: what a guessed address answers.
ELSEWHERE: dict[str, tuple[str, Callable[[], Arguments]]] = {
    "application: another's draft": ("application", pk(draft)),
    "paper: internal": ("paper", slug(lambda: paper("intern.txt", public=False))),
    "case: in preparation": ("case", slug(in_preparation)),
    "call: a history call's year": ("call", slug(lambda: of_example("oppen"))),
}


@pytest.mark.django_db
@pytest.mark.slow
def test_every_route_answers_every_role_as_the_table_says():
    call_command("load_history", verbosity=0, stdout=StringIO())
    make_demo_accounts()
    make_example_rounds()

    answers = {row.name: ask(row) for row in TABLE}

    assert answers == {row.name: row.expected for row in TABLE}
    missing = set(own_routes()) - {row.route for row in TABLE}
    assert missing == set(), "a route that the table does not list"


def ask(row: Row) -> str:
    """The statuses that the roles get, in the order of the roles, changing nothing."""
    _route, arguments = ELSEWHERE.get(row.name, (row.route, ON.get(row.route, dict)))
    address = reverse(row.route, kwargs=arguments())
    sent = SENT.get(row.route, dict)()
    return " ".join(str(status(address, row.method, role, sent)) for role in ROLES)


def status(address: str, method: str, role: str, sent: dict[str, Any]) -> int:
    client = Client()
    with transaction.atomic():
        if role != "besökare":
            client.force_login(User.objects.get(username=role))
        answer = client.post(address, sent) if method == "POST" else client.get(address)
        transaction.set_rollback(True)
    return answer.status_code
