"""Papers of the stories, and the worker that reads what is handed in."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.utils import timezone
from tests.documents import files

from praktiknara.documents.actions import import_file
from praktiknara.documents.models import Paper

DAMAGED = (
    "Uppfoljning av stodet till barn i skolan 2015\n\n"
    "Forvaltningen foreslar att namnden godkanner rapporten for ar 2015. Barn och unga ska fa stod i skolan, och "
    "foraldrarna ska fa rad. Uppfoljningen gors tillsammans med hogskolan under hosten, sarskilt for de aldre barnen.\n\n"
) * 3

Kept = Callable[..., Paper]


@pytest.fixture
def keep(db) -> Kept:
    """Import a paper: `keep("plan.txt")`, `keep("gammal.txt", DAMAGED, public=False)`."""

    def kept(name: str = "plan.txt", content: str | bytes = "", *, public: bool = True) -> Paper:
        written = content or files.story(len(name))
        raw = written if isinstance(written, bytes) else written.encode()
        paper = import_file(raw, name, by=None, now=timezone.now(), public=public).paper
        assert paper
        return paper

    return kept


@pytest.fixture
def work(transactional_db) -> Callable[[], None]:
    """Let the worker do what waits, and end."""

    def done() -> None:
        call_command(
            "db_worker", "--batch", "--no-startup-delay", "--no-reload", "--interval", "0", verbosity=0
        )

    return done
