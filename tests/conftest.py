"""What every test stands on: a data folder of its own, the tools of the machine, and a browser."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[1]

# Before Django reads its settings: nothing of the developer's own instance is read or written.
for name in [name for name in os.environ if name.startswith("PRAKTIKNARA_")]:
    del os.environ[name]
_data = tempfile.TemporaryDirectory(prefix="praktiknara-test-")
os.environ["PRAKTIKNARA_DATA"] = _data.name
os.environ["DJANGO_SETTINGS_MODULE"] = "praktiknara.settings"
django.setup()

pytest_plugins = ["tests.cast"]


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Settings that only make the tests quick or independent of set-up; tests/house tries the real ones."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.WHITENOISE_USE_FINDERS = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    compile_stale_translations()


def compile_stale_translations() -> None:
    """A test of the English pages must read the catalogue as it is now."""
    catalogues = list((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    compiled = [path.with_suffix(".mo") for path in catalogues]
    if any(
        not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
        for po, mo in zip(catalogues, compiled, strict=True)
    ):
        from tools import translations

        translations.compile_all()


# Libraries that know no database: one run says all there is to say of them.
LIBRARIES = ("tests/evaluation/", "tests/swedish/")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test marked for PostgreSQL says why it rests on SQLite; the libraries' tests are run with SQLite only."""
    from django.db import connection

    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="only on PostgreSQL: set TEST_DATABASE_URL"))
        return
    theirs = [item for item in items if item.nodeid.startswith(LIBRARIES)]
    if len(theirs) < len(items):
        config.hook.pytest_deselected(items=theirs)
        items[:] = [item for item in items if not item.nodeid.startswith(LIBRARIES)]


def kept_database(config: pytest.Config) -> Path:
    """Where the empty SQLite database that these very migrations make is kept between runs."""
    import django

    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted((ROOT / "src").glob("praktiknara/*/migrations/*.py")):
        digest.update(path.as_posix().encode() + path.read_bytes())
    return Path(config.cache.mkdir("database")) / f"{digest.hexdigest()[:20]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_keepdb: bool) -> bool:
    """Migrating takes seconds, and its result is the same until a migration changes: begin from the kept file."""
    from django.db import connection

    kept = kept_database(request.config)
    if connection.vendor != "sqlite" or not kept.exists():
        return django_db_keepdb
    shutil.copy(kept, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool
) -> None:
    """Keep the empty database for the next run."""
    from django.db import connection

    kept = kept_database(request.config)
    if connection.vendor == "sqlite" and not kept.exists():
        for old in kept.parent.glob("*.sqlite3"):
            old.unlink(missing_ok=True)
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [f"{kept}.{os.getpid()}"])
        Path(f"{kept}.{os.getpid()}").replace(kept)


def need(tool: str) -> str:
    """The path of a program, or of a folder beside the repository ("../shared/…").

    Without it the test is skipped with the reason; in continuous integration, where all must be there, it fails.
    """
    if tool.startswith("../"):
        beside = (ROOT / tool).resolve()
        found = str(beside) if beside.exists() else None
    else:
        found = shutil.which(tool)
    if found is None:
        reason = f"{tool} is not on this machine"
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session", name="need")
def need_fixture() -> Callable[[str], str]:
    """`need("soffice")` in a test."""
    return need


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium of the machine, started once."""
    executable = need("chromium")
    from playwright.sync_api import sync_playwright

    # Playwright's loop lives in the test's own thread, where Django would otherwise refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=flags.split())
        yield started
        started.close()


@pytest.fixture
def new_context(browser: "Browser", live_server: Any) -> "Iterator[Callable[..., BrowserContext]]":
    """Makes a visitor: `new_context(width=375, dark=True)`; each has cookies of her own and reads Swedish."""
    opened: list[BrowserContext] = []

    def make(width: int = 1280, height: int = 900, dark: bool = False, **options: Any) -> "BrowserContext":
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale=options.pop("locale", "sv-SE"),
            timezone_id="Europe/Stockholm",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context: "Callable[..., BrowserContext]") -> "Page":
    """One visitor at a desk: 1280 wide, light."""
    return new_context().new_page()
