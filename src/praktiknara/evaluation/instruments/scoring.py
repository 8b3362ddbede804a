"""From answers to scores: nothing is clipped and nothing guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from praktiknara.evaluation import read
from praktiknara.evaluation.errors import InputError, RefusedError, TooFewError
from praktiknara.evaluation.instruments.catalogue import find
from praktiknara.evaluation.instruments.checks import refuse_answer
from praktiknara.evaluation.instruments.definitions import Definition, Item, gate, read_day, read_permission
from praktiknara.evaluation.read import Flags, Floats
from praktiknara.evaluation.result import Result
from praktiknara.evaluation.texts import Sentence, number


@dataclass(frozen=True, kw_only=True)
class InstrumentScores(Result):
    """Scores in the order given, None where missing; `n` persons have one. `score` is set when one person was given."""

    instrument: str
    version: str
    score: float | None
    scores: tuple[float | None, ...]
    persons: tuple[str, ...] | None
    subscales: Mapping[str, tuple[float | None, ...]]
    answered: tuple[int, ...]
    total: int
    missing: int
    prorated: int
    low: float
    high: float
    higher_is_better: bool

    def named(self) -> dict[str, Any]:
        """Give each person's score under the person's own key, when persons were named."""
        named = dict(zip(self.persons or (), self.scores, strict=False))
        return {key: value for key, value in named.items() if key not in self.__dataclass_fields__}


def score_instrument(
    instrument: Any,
    items: Any,
    version: str | None = None,
    use: str = "research",
    permission: Any = None,
    on: date | str | None = None,
    ages: Any = None,
) -> InstrumentScores:
    """Score the answers of one person, or of many, to one version of an instrument.

    Formula: an answer x to a reversed item counts as low + high - x. The score is the sum of the answers, or their
    mean times the version's factor (CORE-OM: 10). With any answer missing the score is missing, unless the version
    prorates: then at most its number of missing answers are replaced by the mean of the person's own answers. A
    subscale with a missing answer is missing, save that a prorating version allows one.

    Args:
        instrument: a name in the catalogue, or the parts of an own instrument (see `own_definition`).
        items: one person's answers in the order of the form; or a list of persons' answers; or a mapping of person to
            answers; or a data frame or two-dimensional array with a row per person. None is a missing answer.
        version: the version the answers were given to; refused when it is not the definition's.
        use: "research", "follow_up" or "clinical"; the licence may refuse it.
        permission: {"uses": […], "until": "2027-12-31", "document": "…"}, where the licence needs one.
        on: the day of the use, for permissions that end; today when left out.
        ages: ages in years in the order of the persons, to be told of those whom the instrument is not meant for.

    Raises:
        InputError: an answer that is text, out of range or not one of the values there are (never clipped), another
            number of answers than items, an unknown instrument or version.
        RefusedError: the licence does not allow the use, or only scores are kept for this instrument.
        TooFewError: nobody was given.

    Source: Antonovsky 1987 for SOC-13 (items 1, 2, 3, 7 and 10 reversed; 13–91).

    Example:
        Selma answered 4 throughout, Omar 7 throughout, and Tilde left the last question out.

        >>> result = score_instrument("SOC-13", {"Selma": [4] * 13, "Omar": [7] * 13, "Tilde": [4] * 12 + [None]})
        >>> result.as_dict()["Selma"], result.as_dict()["Omar"], result.as_dict()["Tilde"], result.missing
        (52.0, 61.0, None, 1)
    """
    definition = find(instrument, version)
    gate(definition, use, permission=read_permission(permission), on=read_day(on, "on"))
    if not definition.items or definition.low is None or definition.high is None:
        raise RefusedError(
            "scores_only",
            f"{definition.name}: här tas bara poäng emot, inte svar. Använd check_scores.",
            f"{definition.name}: only scores are taken in here, not answers. Use check_scores.",
            where="items",
        )
    persons, columns = _columns(items, len(definition.items))
    answers = np.column_stack(
        [
            _answers(column, item, place)
            for place, (column, item) in enumerate(zip(columns, definition.items, strict=True))
        ]
    )
    for place in definition.reversed_items:
        item = definition.items[place - 1]
        answers[:, place - 1] = item.low + item.high - answers[:, place - 1]
    unknown = np.isnan(answers)
    lost = unknown.sum(axis=1)
    scores = _score(answers, unknown, definition, definition.prorate_most)
    parts = {
        part.label.code: _score(
            answers[:, [each - 1 for each in part.items]],
            unknown[:, [each - 1 for each in part.items]],
            definition,
            min(1, definition.prorate_most),
        )
        for part in definition.subscales
    }
    missing = int(np.isnan(scores).sum())
    prorated = int(((lost > 0) & ~np.isnan(scores)).sum())
    single = persons is None and _is_one(items)
    return InstrumentScores(
        n=len(scores) - missing,
        warnings=_score_warnings(definition, len(scores), missing, prorated, ages),
        instrument=definition.name,
        version=definition.version,
        score=_known(scores)[0] if single else None,
        scores=_known(scores),
        persons=persons,
        subscales={key: _known(values) for key, values in parts.items()},
        answered=tuple((len(definition.items) - lost).tolist()),
        total=len(scores),
        missing=missing,
        prorated=prorated,
        low=definition.low,
        high=definition.high,
        higher_is_better=definition.higher_is_better,
    )


def _is_one(items: Any) -> bool:
    """Whether these are one person's answers: a flat list that holds no lists."""
    if isinstance(items, np.ndarray):
        return items.ndim == 1
    return not any(_is_row(each) for each in items)


def _is_row(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return value.ndim > 0
    if hasattr(value, "iloc"):
        return not hasattr(value, "columns")
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _columns(items: Any, count: int) -> tuple[tuple[str, ...] | None, list[Any]]:
    """Give the persons' names, when they have any, and a column of answers per item."""
    persons = None
    if hasattr(items, "iloc") and hasattr(items, "columns"):
        columns = [items.iloc[:, place] for place in range(items.shape[1])]
        _check_width(len(columns), count, "items")
    elif isinstance(items, np.ndarray) and items.ndim == 2:
        columns = [items[:, place] for place in range(items.shape[1])]
        _check_width(len(columns), count, "items")
    else:
        if isinstance(items, Mapping):
            persons = tuple(str(key) for key in items)
            read.distinct(list(persons), "items")
            rows = list(items.values())
        elif _is_row(items):
            rows = [items] if len(items) and _is_one(items) else list(items)
        else:
            rows = [None]
        for place, row in enumerate(rows):
            if not _is_row(row):
                raise InputError(
                    "not_answers",
                    f"Rad {place + 1}: ange svaren som en lista.",
                    f"Row {place + 1}: give the answers as a list.",
                    where=f"items[{place}]",
                )
            _check_width(len(row), count, f"items[{place}]")
        answers = [list(row) for row in rows]
        columns = [[row[place] for row in answers] for place in range(count)]
    if not len(columns[0]):
        raise TooFewError("too_few", "Det finns inga svar.", "There are no answers.", where="items")
    return persons, columns


def _check_width(width: int, count: int, where: str) -> None:
    if width != count:
        raise InputError(
            "wrong_number_of_items",
            f"{where}: instrumentet har {count} frågor, men {width} svar är angivna. Skriv None där svar saknas.",
            f"{where}: the instrument has {count} items, but {width} answers are given. Give None for a missing one.",
            where=where,
        )


def _answers(column: Any, item: Item, place: int) -> Floats:
    where = f"items.{place + 1}"
    found = read.numbers(column, where, low=item.low, high=item.high, missing=True)
    known = ~np.isnan(found)
    if item.whole:
        refuse_answer(where, known & (found != np.floor(found)), "ett heltal", "a whole number")
    if item.allowed:
        told = ", ".join(f"{each:g}" for each in item.allowed)
        refuse_answer(where, known & ~np.isin(found, item.allowed), f"något av {told}", f"one of {told}")
    return found


def _score(answers: Floats, unknown: Flags, definition: Definition, most: int) -> Floats:
    count = answers.shape[1]
    lost = unknown.sum(axis=1)
    scale = np.full(len(answers), float(count) if definition.factor is None else definition.factor)
    kept = (lost <= most) & (lost < count)
    answered = np.where(kept, count - lost, 1)
    sums = np.where(unknown, 0.0, answers).sum(axis=1)
    # A complete sum is left as it is: dividing and multiplying could move its last digit.
    scores: Floats = np.where((lost == 0) & (definition.factor is None), sums, sums * (scale / answered))
    scores[~kept] = np.nan
    return scores


def _known(values: Floats) -> tuple[float | None, ...]:
    return tuple(None if value != value else value for value in values.tolist())


def _score_warnings(
    definition: Definition, total: int, missing: int, prorated: int, ages: Any
) -> tuple[Sentence, ...]:
    warnings = [definition.licence.notice]
    if missing:
        warnings.append(
            Sentence(
                "scores_missing",
                f"{number(missing).sv} av {number(total).sv} saknar poäng därför att svar saknas.",
                f"{number(missing).en} of {number(total).en} have no score because answers are missing.",
            )
        )
    if prorated:
        warnings.append(
            Sentence(
                "scores_prorated",
                f"{number(prorated).sv} av {number(total).sv} har poäng där något svar saknas: "
                "det ersattes av medelvärdet av personens övriga svar.",
                f"{number(prorated).en} of {number(total).en} have a score with an answer missing: "
                "it was replaced by the mean of the person's other answers.",
            )
        )
    if ages is not None:
        known = read.numbers(
            [ages] if isinstance(ages, int | float) else ages, "ages", low=0, high=120, missing=True
        )
        if len(known) != total:
            read.same_length(items=np.empty(total), ages=known)
        outside = np.zeros(total, dtype=bool)
        if definition.min_age is not None:
            outside |= known < definition.min_age
        if definition.max_age is not None:
            outside |= known >= definition.max_age + 1
        if outside.any():
            many = number(int(outside.sum()))
            warnings.append(
                Sentence(
                    "age_outside",
                    f"{many.sv} personer har en ålder som instrumentet inte är avsett för.",
                    f"{many.en} persons have an age that the instrument is not meant for.",
                )
            )
    return tuple(warnings)
