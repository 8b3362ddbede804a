"""Cross-checks: parts that sum to a stated total, years inside their periods, shares between nothing and all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from praktiknara.swedish.extraction.spelling import tolerant
from praktiknara.swedish.extraction.values import Kind, Value

Checks = dict[int, list[Mapping[str, Any]]]

_TOTAL = tolerant(
    r"sammanlag|totalt?(?!\w)|summa|resterande|fördelning|tillsammans|ram(?!\w)|budget|kostnad|samtliga|omfattar|varav"
)
MOST_PARTS = 40
MOST_AMOUNTS = 2_000


def checked(
    values: Sequence[Value], clauses: Sequence[str], blocks: Sequence[int], projects: Sequence[Sequence[int]]
) -> Checks:
    """Check values against each other.

    `clauses` and `blocks` tell of each value the text around it and which block it stands in; `projects` which values
    each project has. Gives the checks of each value by its index.
    """
    found: Checks = defaultdict(list)
    for index, value in enumerate(values):
        if value.kind is Kind.SHARE and isinstance(value.value, int | float):
            found[index].append({"check": "share_within_0_100", "ok": 0 <= value.value <= 100})
        if value.kind is Kind.COUNT and value.details.get("leading_zero"):
            found[index].append(
                {"check": "leading_zero", "ok": False, "why": "a mark of a list may have been read as 0"}
            )
    for name, index, parts in _sums(values, clauses, blocks, projects):
        total = _kronor(values[index])
        numbers = [_kronor(values[part]) for part in parts]
        says = f"{' + '.join(_grouped(number) for number in numbers)} = {_grouped(total)}"
        check = {
            "check": "parts_sum_to_total",
            "ok": True,
            "how": name,
            "parts": list(parts),
            "total": total,
            "says": says,
        }
        if not any(other["check"] == "parts_sum_to_total" for other in found[index]):
            found[index].append(check)
            for part in parts:
                found[part].append({"check": "part_of_total", "ok": True, "total": index})
    for first, second, ok in [*_inside_periods(values, clauses, blocks), *_paid_in_time(values, projects)]:
        found[first].append({"check": "year_inside_period", "ok": ok, "period": second})
    return found


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _sums(
    values: Sequence[Value], clauses: Sequence[str], blocks: Sequence[int], projects: Sequence[Sequence[int]]
) -> Iterator[tuple[str, int, tuple[int, ...]]]:
    """Totals with parts that make them: the projects' sums, else amounts that follow on each other."""
    money = [index for index, value in enumerate(values) if value.kind is Kind.AMOUNT and value.value]
    of_projects = [[index for index in project if values[index].kind is Kind.AMOUNT] for project in projects]
    if len(money) > MOST_AMOUNTS:
        return
    for at, index in enumerate(money):
        same = [
            [part for part in parts if part != index and _same_basis(values[part], values[index])]
            for parts in of_projects
        ]
        for column in (slice(1), slice(-1, None)):
            parts = tuple(dict.fromkeys(part for of_one in same for part in of_one[column]))
            if len(parts) > 1 and sum(map(_kronor, (values[part] for part in parts))) == values[index].value:
                yield "projects", index, parts
                break
        else:
            if _TOTAL.search(clauses[index]) and (run := _run(values, money, at)):
                yield "neighbours", index, run


def _same_basis(part: Value, total: Value) -> bool:
    """Whether an amount may be a part of another: the same VAT and year as far as both tell, and smaller."""
    if part.value == total.value or _kronor(part) > _kronor(total):
        return False
    return all(
        part.details.get(key) == total.details.get(key)
        or None in (part.details.get(key), total.details.get(key))
        for key in ("vat", "year")
    )


def _kronor(value: Value) -> int:
    return value.value if isinstance(value.value, int) else 0


def _run(values: Sequence[Value], money: Sequence[int], at: int) -> tuple[int, ...] | None:
    """Two or more amounts in a row, right before or after the total, that make exactly it."""
    wanted = _kronor(values[money[at]])
    for order in (money[at + 1 : at + 1 + MOST_PARTS], money[max(0, at - MOST_PARTS) : at][::-1]):
        order = [index for index in order if _kronor(values[index]) != wanted]
        for begin in range(min(3, len(order))):
            made = 0
            for count, index in enumerate(order[begin:], start=1):
                made += _kronor(values[index])
                if made == wanted and count > 1:
                    return tuple(sorted(order[begin : begin + count]))
                if made > wanted:
                    break
    return None


def _inside_periods(
    values: Sequence[Value], clauses: Sequence[str], blocks: Sequence[int]
) -> Iterator[tuple[int, int, bool]]:
    """A year in the same sentence as its one closed period lies inside it, or does not."""
    periods: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, value in enumerate(values):
        if _closed(value):
            periods[blocks[index], clauses[index]].append(index)
    for index, value in enumerate(values):
        here = periods.get((blocks[index], clauses[index]), [])
        if value.kind is Kind.YEAR and len(here) == 1:
            yield index, here[0], _within(int(str(value.value)), values[here[0]])


def _paid_in_time(
    values: Sequence[Value], projects: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int, bool]]:
    """The year of a project's money lies inside the one closed period told of the project."""
    for project in projects:
        periods = [index for index in project if _closed(values[index])]
        for index in project:
            year = values[index].details.get("year")
            if values[index].kind is Kind.AMOUNT and year and len(periods) == 1:
                yield index, periods[0], _within(year, values[periods[0]])


def _closed(value: Value) -> bool:
    return (
        value.kind is Kind.PERIOD and isinstance(value.value, dict) and {"start", "end"} <= value.value.keys()
    )


def _within(year: int, period: Value) -> bool:
    told = period.value
    return isinstance(told, dict) and int(str(told["start"])[:4]) <= year <= int(str(told["end"])[:4])
