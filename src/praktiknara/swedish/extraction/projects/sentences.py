"""Projects without a name, told by what is done."""

from collections.abc import Iterator, Sequence

from praktiknara.swedish.extraction.blocks import Block, Shape
from praktiknara.swedish.extraction.headings import known
from praktiknara.swedish.extraction.projects.shared import ABOUT, NOUN_VERB, QUOTE, WORK, Told, trimmed
from praktiknara.swedish.extraction.spelling import folded, sentence, tolerant

_THE_WORK_OF = tolerant(
    rf"^(?P<noun>{WORK}(?:en)?) (?P<first>{ABOUT} [^.;]{{3,140}}?)(?=,? (?:som|genomförs|har|görs|syftar|pågår|är|leds|påbörja|avslut|visar) ?|,)"
)


_PLAN_FOR = tolerant(
    rf"^en projektplan [^.;]{{3,60}}? för (?P<noun>{WORK}) (?P<first>{ABOUT} [^.;]{{3,120}})"
)


_ASSIGNED = tolerant(
    r"^(?P<who>[^.;]{2,90}?) (?:har )?(?:fått|fick|givit|gett|ges|får) (?:[^.;]{2,90}? )?(?:i|1|l) uppdrag att (?P<verb>utvärdera|kartlägga|"
    r"utreda|undersöka|följa upp|analysera|utviardera|ta fram en|ta fram ett|genomföra en|genomföra ett|göra en) (?P<first>[^.;]{3,160})"
)


_DONE_BY = tolerant(
    r"^(?P<who>[A-Z]\w{2,30}(?: \w{2,20}){0,2}) har (?P<verb>utvärderat|kartlagt|undersökt|granskat|analyserat) (?P<first>[^.;]{3,120})"
)


_PLANNED = tolerant(
    rf"(?:planeras|påbörjas|påbörjades|inleds|inleddes|startas|startades|initieras|genomförs|genomfördes|görs) (?:\w{{2,12}} )?(?:en|ett)(?: ny(?:tt)?| mindre| större| gemensamt?)? (?P<noun>{WORK}) "
    rf"(?P<first>{ABOUT} [^.;]{{3,160}})"
)


_FINANCED = tolerant(
    rf"(?:finansier\w{{1,4}}|användes|används|använts|driver|drev|bedriver|beställt|finansiera,)(?P<between>[^.;]{{0,140}}?),? (?:till )?(?:en|ett)(?: rad| \w{{3,12}})? (?P<noun>(?:\w{{0,20}}studie|\w{{3,24}}projekt|"
    rf"{WORK})) (?P<first>(?:om|av|kring|för) [^.;]{{3,160}})"
)


_APPLIES = tolerant(
    r"(?:planerar|avser) att (?:ansöka|söka) om medel för att (?:utveckla|ta fram|pröva|utvärdera) (?P<first>[^.;]{3,120})"
)


_SMALL = tolerant(r"(?:i|l|1) ett (?P<noun>(?:fou|forsknings|utvecklings|pilot)-?projekt) som ")


_INSIDE = tolerant(r"inom (?P<field>[\w-]{4,40}(?:området|vården|omsorgen|tjänsten|skolan))")


_VERB_NOUNS = {
    "utv": "Utvärdering av", "kartl": "Kartläggning av", "utr": "Utredning av", "und": "Undersökning av",
    "fol": "Uppföljning av", "ana": "Analys av", "gra": "Granskning av", "ta fr": "", "gen": "", "gor": "",
}  # fmt: skip  # a list reads best as lines of words


_CUT = tolerant(
    r",? (?:som|vilka?|vilket|där|i syfte|med syfte|baserat på|tillsammans med|genom|med stöd|på uppdrag|under \d{4}|"
    r"samt att|och syftar|för att (?!erbjuda|stärka|minska)|enligt|i samverkan|i samarbete|i staden(?! )|i stadens\w{0,3}|i form) ?|, (?!resultat)"
)


_SKIPPED = {
    "summary",
    "decision",
    "preparation",
    "contents",
    "attachments",
    "references",
    "equality",
    "children",
}


def in_sentences(blocks: Sequence[Block], by_heading: Sequence[Told]) -> Iterator[Told]:
    """Sentences that say that a piece of work was begun, ordered or paid for."""
    section: str | None = None
    for block in blocks:
        if block.shape is Shape.HEADING:
            section = known(block.text)
        if block.shape is not Shape.PARAGRAPH or section in _SKIPPED:
            continue
        text = block.text
        for title, place, rule, confidence, whole in _said(text):
            start, end = (0, len(text)) if whole else _told_on(text, *sentence(text, place), title)
            first, last = trimmed(block, start, end)
            if folded(title).startswith("forstudie"):
                title = _of_its_project(title, first, by_heading)
            yield Told(title, first, last, rule, confidence)


def _told_on(text: str, start: int, end: int, title: str) -> tuple[int, int]:
    """A sentence soon after that begins with the same word goes on telling of the work: "Pilotprojekten pågår nu …"."""
    subject, at = folded(title.split(" ", 1)[0]), end
    if len(subject) < 8:
        return start, end
    for _sentence in range(3):
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text):
            break
        _, last = sentence(text, at)
        if folded(text[at:last]).startswith(subject):
            end = last
        at = max(last, at + 1)
    return start, end


def _of_its_project(title: str, at: int, by_heading: Sequence[Told]) -> str:
    """A preliminary study is named after the project under whose heading it is told."""
    return next((f"Förstudie: {one.title}" for one in by_heading if one.start <= at < one.end), title)


def _said(text: str) -> Iterator[tuple[str, int, str, float, bool]]:
    """What a paragraph says was done, as (title, place, rule, confidence, whether all of the paragraph tells about it)."""
    if match := _PLAN_FOR.match(text):
        yield _composed(match["noun"], match["first"]), 0, "plan_for", 0.75, True
    elif match := _THE_WORK_OF.match(text):
        noun = (
            match["noun"].removesuffix("en")
            if match["noun"].casefold().endswith(("ingen", "ien"))
            else match["noun"]
        )
        yield _composed(noun, match["first"]), 0, "work_of", 0.75, True
    elif match := _ASSIGNED.match(text):
        yield _done(match["verb"], match["first"]), 0, "assigned", 0.75, True
    elif match := _DONE_BY.match(text):
        yield _done(match["verb"], match["first"]), 0, "done_by", 0.75, True
    else:
        for match in NOUN_VERB.finditer(text):
            about = match["first"] or _after_about(match["rest"])
            if about:
                yield _composed(match["noun"], about), match.start(), "noun_and_verb", 0.7, match.start() == 0
    for match in _PLANNED.finditer(text):
        yield _composed(match["noun"], match["first"]), match.start(), "planned", 0.7, False
    for match in _FINANCED.finditer(text):
        yield _composed(match["noun"], match["first"]), match.start(), "financed", 0.7, False
    for match in _APPLIES.finditer(text):
        yield _shortened(match["first"]), match.start(), "applies_for", 0.6, False
    for match in _SMALL.finditer(text):
        start, _ = sentence(text, match.start())
        if field := _INSIDE.search(text, start, match.start()):
            yield f"{match['noun']} inom {field['field']}", match.start(), "small_project", 0.6, False


def _after_about(rest: str) -> str | None:
    found = tolerant(rf"(?<!\w)(?P<about>{ABOUT} [^.;]{{3,160}})").search(rest)
    return found["about"] if found else None


def _composed(noun: str, about: str) -> str:
    return _shortened(f"{noun} {about.strip()}")


def _done(verb: str, first: str) -> str:
    plain = folded(verb)
    begun = next((noun for start, noun in _VERB_NOUNS.items() if plain.startswith(start)), "Utvärdering av")
    return _shortened(f"{begun} {first}".strip())


def _shortened(title: str) -> str:
    """A title ends where the sentence goes on to say how, with whom or why."""
    cut = _CUT.search(title, 12)
    plain = (title[: cut.start()] if cut else title).strip(" ,:–—-" + QUOTE)
    words = plain.split()
    while len(words) > 2 and folded(words[-1]) in {"och", "i", "av", "for", "med", "pa", "till", "om", "den"}:
        words.pop()
    plain = " ".join(words[:22])
    return plain[:1].upper() + plain[1:]
