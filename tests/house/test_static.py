"""Files are served under names that change with their content; every file they point at must be there."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template import engines
from django.test import override_settings

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [path for path in (ROOT / "src" / "praktiknara").rglob("*.html") if "templates" in path.parts]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory):
    """All static files as they are in production."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES={"staticfiles": {"BACKEND": MANIFEST}}):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield folder


def test_every_file_a_page_names_is_collected(collected: Path):
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", path.read_text())
    }

    assert {name for name in named if not (collected / name).is_file()} == set()


def test_an_address_holds_the_checksum_of_its_file(collected: Path):
    template = engines["django"].from_string("{% static 'vendor/designsystemet.css' %}")

    assert re.fullmatch(r"/static/vendor/designsystemet\.[0-9a-f]{12}\.css", template.render())
