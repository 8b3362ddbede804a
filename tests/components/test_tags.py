"""The component tags: what they show, and that a slip in a template fails."""

import datetime
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe

from praktiknara.components.forms import KronorField, LongText, PlainText, PraktikForm
from praktiknara.components.parts import Citation, Station, YearStation


def render(source: str, **context: object) -> str:
    """What a template shows, on one line."""
    return " ".join(Template(source).render(Context(context)).split())


def test_the_line_goes_grey_or_dashed_before_what_is_to_come_or_unknown():
    stations = [
        Station("Behov", "done"),
        Station("Plan", "done"),
        Station("Beslut", "todo"),
        Station("Projekt", "unknown", "saknas i källan"),
    ]

    page = render("{% line stations %}", stations=stations)

    assert page.count('data-state="done">') == 1
    assert '<li data-state="done" data-next="todo"><b>Plan</b>' in page
    assert '<li data-state="unknown"><b>Projekt</b><small>saknas i källan</small>' in page
    assert '<span class="ds-sr-only">klart</span>' in page


def test_a_line_with_links_is_navigation_and_says_where_we_are():
    stations = [Station("Budget", "here", url="/budget/", current=True), Station("Granska", "todo")]

    page = render('{% line stations across=False label="Avsnitt" %}', stations=stations)

    assert page.startswith('<nav aria-label="Avsnitt"><ol class="p-line">')
    assert '<a href="/budget/" aria-current="step">Budget</a>' in page
    assert page.endswith("</ol></nav>")


@pytest.mark.parametrize(
    "source",
    [
        "{% line stations acros=True %}",
        "{% status 'klart' 'Klart' %}",
        "{% status 'done' txt='Klart' %}",
        "{% amount 5 vat='med' %}",
        "{% rulebox color='green' %}{% endrulebox %}",
        "{% rulebox titel='x' %}{% endrulebox %}",
        "{% action '/x/' 'Skicka' method='put' %}",
        "{% breadcrumb 'Projekt' '/projekt/' %}",
        "{% empty %}{% endempty %}",
        "{{ now|day:'veckodag' }}",
        "{% line wrong %}",
    ],
)
def test_a_component_held_wrong_says_so(source: str):
    wrong = [Station("Behov", "klar")]  # type: ignore[arg-type]  # the mistake is the point

    with pytest.raises((TemplateSyntaxError, ValueError, TypeError)):
        render(source, stations=[], wrong=wrong, now=None)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% amount 2310000 vat='excl' %}", "2\u00a0310\u00a0000\u00a0kr exkl. moms"),
        ("{% amount 600000 about=True %}", "cirka 600\u00a0000\u00a0kr"),
        ("{% amount 600000 at_least=True vat='incl' %}", "minst 600\u00a0000\u00a0kr inkl. moms"),
        ("{% amount 0 vat=None %}", "0\u00a0kr"),
    ],
)
def test_a_sum_has_its_basis(source: str, shown: str):
    # str.split would also split at the spaces that must not break.
    assert Template(source).render(Context()) == f'<span class="p-num">{shown}</span>'


@pytest.mark.parametrize(
    "source",
    [
        "{% amount None %}",
        "{{ nothing|kr }}",
        "{{ nothing|number_sv }}",
        "{{ ''|partial_date }}",
        "{{ ''|period:'' }}",
        "{{ nothing|day }}",
        "{{ nothing|moment }}",
        "{% unknown %}",
        "{% facts pairs %}",
        "{% factlist %}{% fact 'Tid' %} {% endfact %}{% endfactlist %}",
    ],
)
def test_what_is_unknown_is_dashed_and_never_zero(source: str):
    page = render(source, nothing=None, pairs=[("Projektledare", None)])

    assert '<span class="p-unknown">' in page
    assert "0" not in page
    assert "None" not in page


def test_zero_is_known():
    page = render("{% facts pairs %}{{ zero|kr }}", pairs=[("Egen insats", 0)], zero=0)

    assert "<dd>0</dd>" in page
    assert "p-unknown" not in page


def test_text_from_people_is_escaped_and_markup_of_ours_is_kept():
    page = render(
        "{% facts pairs %}{% rulebox title=evil %}<b>{{ evil }}</b>{% endrulebox %}{% factlist %}{% fact evil %}<a href='#'>x</a>{% endfact %}{% endfactlist %}{{ names|list_sv }}",
        evil="<script>",
        pairs=[("<script>", "<script>"), ("Länk", mark_safe("<i>ja</i>"))],
        names=["<script>", mark_safe("<b>Farsta</b>")],
    )

    assert "<script>" not in page
    assert "<i>ja</i>" in page
    assert "<a href='#'>x</a>" in page
    assert "&lt;script&gt; och <b>Farsta</b>" in page


@pytest.mark.parametrize(
    ("names", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_words_stand_in_a_row(names: list[str], shown: str):
    assert render("{{ names|list_sv }}", names=names) == shown


def test_a_moment_is_told_in_the_time_of_the_place():
    closed = datetime.datetime(2026, 7, 12, 22, 30, 5, tzinfo=datetime.UTC)

    assert render("{{ at|moment:'seconds' }} · {{ at|day:'weekday' }} · {{ at|clock }}", at=closed) == (
        "13 juli 2026 kl. 00.30.05 · måndag 13 juli 2026 · 00.30"
    )
    with translation.override("en"):
        assert render("{{ at|moment }}", at=closed) == "13 July 2026 at 00:30"


def test_an_action_she_may_not_take_says_why_in_its_place():
    source = "{% action '/las/' 'Lås' why_not=reason primary=True %}"

    assert render(source, reason="Ett kriterium kvar.") == '<p class="p-why-not">Ett kriterium kvar.</p>'
    page = render(source, reason=None, csrf_token="kaka")
    assert '<form class="p-action" method="post" action="/las/" data-once>' in page
    assert 'value="kaka"' in page
    assert '<button class="ds-button">Lås</button>' in page


def test_pages_keep_the_filters_in_the_address():
    request = RequestFactory().get("/projekt/", {"fond": "lum", "ord": "å&ä", "sida": "2"})
    source = "{% pagination page %}"

    page = render(source, request=request, page=Paginator(range(60), 25).page(2))

    assert 'rel="prev" href="?fond=lum&amp;ord=%C3%A5%26%C3%A4&amp;sida=1"' in page
    assert 'href="?fond=lum&amp;ord=%C3%A5%26%C3%A4&amp;sida=2" aria-current="true"' in page
    assert 'rel="next" href="?fond=lum&amp;ord=%C3%A5%26%C3%A4&amp;sida=3"' in page
    assert render(source, request=request, page=Paginator(range(3), 25).page(1)) == ""


def test_a_missing_part_of_the_theory_is_dashed_with_a_way_to_fill_it_in():
    page = render(
        "{% theory problem='Ensamhet' activities='Grupper' leads_to='Mindre ensamma' edit_url='/mal/' %}"
    )

    assert page.count('<li data-state="unknown">') == 1
    assert '<a href="/mal/">Fyll i<span class="ds-sr-only">: På lång sikt</span></a>' in page


def test_sources_without_any_say_so():
    assert '<span class="p-unknown">Källa saknas</span>' in render("{% sources none %}", none=[])
    page = render("{% sources some %}", some=[Citation("Inriktning 2018", "/kalla/1/", "hade 273 besök")])
    assert '<a href="/kalla/1/">Inriktning 2018</a> <p class="p-quote p-note">”hade 273 besök”</p>' in page


def test_things_in_the_same_month_share_a_stop_and_what_is_open_counts():
    stations = [
        YearStation(9, "Utlysning", "done"),
        YearStation(9, "Förfrågan", "here"),
        YearStation(2, "Rapport", "done"),
    ]

    page = render("{% year_line stations 9 'Året' %}", stations=stations)

    assert (
        '<li data-m="2" data-state="done"><b>Rapport</b></li> <li data-m="9" data-state="here"><b>Utlysning</b><b>Förfrågan</b></li>'
        in page
    )
    assert "<li data-now>sep</li>" in page


def test_a_telephone_shows_the_last_stop_of_the_year_this_month_and_the_next():
    stations = [YearStation(month, str(month), "done") for month in (1, 3, 9, 11, 12)]

    page = render("{% year_line stations 9 'Året' %}", stations=stations)

    assert re.findall(r'<li data-m="(\d+)" data-state="done" data-far>', page) == ["1", "12"]


class Question(PraktikForm, forms.Form):
    """What Sara is asked."""

    title = PlainText(label="Namn", help_text="Kort.")
    why = LongText(label="Varför?", required=False, words=100)
    money = KronorField(label="Belopp", required=False)
    kind = forms.ChoiceField(label="Slag", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)


def test_a_field_ties_label_help_and_error_to_the_input():
    form = Question({})

    page = render("{% field form.title %}", form=form)

    assert '<label class="ds-label" for="id_title">Namn</label>' in page
    assert '<p data-field="description" id="id_title_helptext">Kort.</p>' in page
    assert 'aria-describedby="id_title_helptext id_title_error"' in page
    assert 'aria-invalid="true"' in page
    assert (
        '<div class="p-errors" id="id_title_error"><p class="ds-validation-message">Fyll i namn.</p></div>'
        in page
    )


def test_a_group_of_choices_is_one_question():
    page = render("{% field form.kind %}", form=Question({}))

    assert page.startswith('<fieldset class="ds-fieldset p-choices" aria-describedby="id_kind_error">')
    assert '<label class="ds-label" for="id_kind_1">B</label>' in page
    assert page.count('class="ds-input"') == 2


def test_what_may_be_left_empty_is_marked_in_words():
    form = Question()

    assert "(frivilligt)" in render("{% field form.why %}", form=form)
    assert "(frivilligt)" not in render("{% field form.title %}", form=form)
    form.fields["why"].mark = "behövs för att skicka in"  # type: ignore[attr-defined]  # as a form does with marks
    assert "(behövs för att skicka in)" in render("{% field form.why %}", form=form)


def test_words_are_counted_on_the_page_too():
    page = render("{% field form.why %}", form=Question({"why": "ett två tre"}))

    assert 'data-words-of="id_why"' in page
    assert "3 av högst 100 ord" in page


def test_the_summary_says_the_same_words_as_the_fields_and_leads_there():
    form = Question({"title": "", "money": "mycket"})
    form.add_error(None, "Utlysningen stängde 15 oktober.")

    page = render("{% error_summary form %}", form=form)

    assert '<h2 id="fel">4 saker behöver rättas</h2>' in page
    assert "<li>Utlysningen stängde 15 oktober.</li>" in page
    assert '<a class="ds-link" href="#id_title">Fyll i namn.</a>' in page
    assert '<a class="ds-link" href="#id_kind_0">Välj slag.</a>' in page
    for message in [error for errors in form.errors.values() for error in errors]:
        assert str(message) in page


def test_the_summary_covers_the_rows_of_a_formset():
    rows = forms.formset_factory(Question, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-title": "x", "form-0-money": "mycket"}

    page = render("{% error_summary None rows %}", rows=rows(data))

    assert 'href="#id_form-0-money"' in page


def test_without_errors_there_is_no_summary():
    assert render("{% error_summary form %}", form=Question()) == ""


def test_the_save_bar_says_when():
    at = datetime.datetime(2026, 11, 12, 13, 32, tzinfo=datetime.UTC)

    assert "Sparat 14.32" in render("{% saved at %}<button>Nästa</button>{% endsaved %}", at=at)
    assert "Inte sparat än" in render("{% saved %}{% endsaved %}")
