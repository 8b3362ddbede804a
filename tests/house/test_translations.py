"""Every text has its English twin, and the check that says so can fail."""

from pathlib import Path

import pytest
from tools import translations

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small product that says three things, one of them on an indented page."""
    source = tmp_path / "src" / "praktiknara"
    (source / "templates").mkdir(parents=True)
    (source / "texts.py").write_text('label = _("Ansökan")\nmany = ngettext("%(n)s rad", "%(n)s rader", n)\n')
    (source / "templates" / "page.html").write_text(
        "<ul>\n    <li>(don't</li>\n  {% blocktranslate trimmed %}\n  Välkommen,\n  {{ name }}!\n  {% endblocktranslate %}\n</ul>"
    )
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCE", source)
    catalogue = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    monkeypatch.setattr(translations, "CATALOGUES", [catalogue])
    catalogue.write_text(
        HEADER
        + 'msgid "Ansökan"\nmsgstr "Application"\n\n'
        + 'msgid "%(n)s rad"\nmsgid_plural "%(n)s rader"\nmsgstr[0] "%(n)s row"\nmsgstr[1] "%(n)s rows"\n\n'
        + 'msgid "Välkommen, %(name)s!"\nmsgstr "Welcome, %(name)s!"\n'
    )
    return tmp_path


def catalogue() -> Path:
    (path,) = translations.CATALOGUES
    return path


def test_a_whole_catalogue_passes(house: Path, capsys: pytest.CaptureFixture[str]):
    assert translations.check() == 0
    assert capsys.readouterr().out == "3 texts, all translated.\n"


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgid "Ansökan"', 'msgid "Utlysning"', "missing: 'Ansökan'"),
        ('msgid "Ansökan"', 'msgid "Utlysning"', "no longer said: 'Utlysning'"),
        ('"Application"', '""', "not translated: 'Ansökan'"),
        ('"%(n)s rows"', '""', "not translated: ('%(n)s rad', '%(n)s rader')"),
        ('msgid "Ansökan"', '#, fuzzy\nmsgid "Ansökan"', "uncertain: 'Ansökan'"),
        ('"Welcome, %(name)s!"', '"Welcome, %(nmae)s!"', "Välkommen"),
    ],
)
def test_every_fault_is_named(
    house: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, fault: str
):
    catalogue().write_text(catalogue().read_text().replace(before, after, 1))

    assert translations.check() == 1
    assert fault in capsys.readouterr().out


def test_a_text_said_by_another_name_is_missed_too(house: Path, capsys: pytest.CaptureFixture[str]):
    (house / "src" / "praktiknara" / "more.py").write_text(
        'from django.utils.translation import gettext_lazy as later\n\nword = later("Nytt")\n'
    )

    assert translations.check() == 1
    assert "missing: 'Nytt'" in capsys.readouterr().out


def test_bringing_it_up_to_date_keeps_what_is_translated_and_adds_what_is_new(house: Path):
    (house / "src" / "praktiknara" / "more.py").write_text('_("Nytt")\n')
    (house / "src" / "praktiknara" / "templates" / "page.html").unlink()

    translations.update()

    known = {message.id: message.string for message in translations.read(catalogue()) if message.id}
    assert known == {
        "Ansökan": "Application",
        ("%(n)s rad", "%(n)s rader"): ("%(n)s row", "%(n)s rows"),
        "Nytt": "",
    }


def test_the_product_is_translated_whole(capsys: pytest.CaptureFixture[str]):
    status = translations.check()

    assert status == 0, capsys.readouterr().out


def test_one_singular_with_two_plurals_is_refused(house: Path):
    (house / "src" / "praktiknara" / "more.py").write_text('ngettext("%(n)s rad", "%(count)s rader", n)\n')

    with pytest.raises(SystemExit, match="one singular with two plurals"):
        translations.check()


def test_a_sentence_marked_in_a_transition_table_is_a_text(house: Path):
    (house / "src" / "praktiknara" / "more.py").write_text('marked("öppnade")\n')

    assert "öppnade" in translations.texts()
