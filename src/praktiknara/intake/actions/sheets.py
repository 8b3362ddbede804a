"""A list of old projects: handed in, mapped, tried, taken in and undone as one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from praktiknara.chain.actions import claim_version, perform
from praktiknara.chain.rules import AgainstRule, NotNow, NotYours, Problem, _
from praktiknara.components.text import slug
from praktiknara.documents import sandbox
from praktiknara.documents.reading.shape import Unreadable
from praktiknara.funds.choices import Standing
from praktiknara.people.choices import OrganisationKind, Origin
from praktiknara.people.models import Municipality, User, home_municipality
from praktiknara.projects.choices import Part, ProjectKind
from praktiknara.projects.models import Grant, Project, ProjectOrganisation
from praktiknara.trail import actions as trail
from praktiknara.trail.choices import DocumentKind
from praktiknara.trail.models import Source

from .. import permissions
from ..choices import RowState, SheetStatus
from ..models import Mapping as Remembered
from ..models import Sheet, SheetRow
from ..queries.rows import free_slug
from ..queries.sheets import DryRun, Plan, owner_of, remembered
from ..rules import cells, files, likeness
from ..transitions import OFFICER, TAKE_SHEET, TRY_SHEET
from .pen import Pen

TOO_BIG = _("Filen är för stor när den packas upp. Dela upp listan i flera filer.")
NOT_EXCEL = _(
    "Filen går inte att öppna som Excel. Öppna den i ditt kalkylprogram, spara den som .xlsx och försök igen."
)
CHANGED_SINCE = _(
    "Registret har ändrats sedan provläsningen, som är gjord på nytt. Titta igenom raderna och läs in igen."
)


def unpacked(content: bytes) -> files.Rows:
    """Read an Excel file in a process with limits; raises UnreadableList with a sentence for the reader."""
    try:
        return sandbox.read_sheet(content)
    except Unreadable as fault:
        if fault.code in {"bomb", "too_slow", "too_heavy"}:
            raise files.UnreadableList(TOO_BIG) from fault
        raise files.UnreadableList(NOT_EXCEL) from fault


def upload(content: bytes, name: str, *, by: User, now: datetime) -> tuple[Sheet, bool]:
    """Keep a list with its rows, and say whether it is new; the very same file leads to what was made of it before.

    Raises AgainstRule with what is wrong with the file.
    """
    if not permissions.takes_in(by):
        raise NotYours(Problem(OFFICER))
    try:
        read = files.read(content, name, unpacked)
    except files.UnreadableList as fault:
        raise AgainstRule(Problem(str(fault), field="file")) from fault
    checksum = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=home_municipality())
        earlier = Sheet.objects.filter(sha256=checksum).exclude(status=SheetStatus.UNDONE).first()
        if earlier is not None:
            return earlier, False
        sheet = Sheet.objects.create(
            name=name[-200:],
            sha256=checksum,
            at=now,
            by=by,
            headings=read.headings,
            columns=cells.guess(read.headings, remembered()),
        )
        SheetRow.objects.bulk_create(
            SheetRow(sheet=sheet, number=row.number, cells=row.cells) for row in read.rows
        )
        excel = content[:4] == b"PK\x03\x04"
        trail.keep_document(
            sheet,
            kind=DocumentKind.ATTACHMENT,
            title=sheet.name,
            name=f"lista-{sheet.pk}.{'xlsx' if excel else 'csv'}",
            content=content,
            media_type=(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" if excel else "text/csv"
            ),
            by=by,
        )
        trail.record("upload_sheet", sheet, by=by, after={"rows": len(read.rows)}, now=now)
    return sheet, True


def try_out(sheet: Sheet, *, columns: Mapping[str, str], version: int, by: User, now: datetime) -> Sheet:
    """Say which column holds what, remember it for next time, and try every row against the register; nothing enters it."""
    with transaction.atomic():
        claim_version(sheet, version, by=by)
        sheet.columns = {place: column for place, column in columns.items() if column}
        sheet.save(update_fields=["version", "columns"])
        perform(TRY_SHEET, sheet, by=by, now=now)
        for place, heading in enumerate(sheet.headings):
            Remembered.objects.update_or_create(
                heading=slug(heading)[:120], defaults={"column": columns.get(str(place), "")}
            )
        _try_rows(sheet)
    return sheet


def choose(sheet: Sheet, chosen: Mapping[int, str], *, version: int, by: User, now: datetime) -> Sheet:
    """Say of rows in doubt whether they are the project they resemble or a new one, and try the list again."""
    with transaction.atomic():
        claim_version(sheet, version, by=by)
        sheet.save(update_fields=["version"])
        rows = list(sheet.rows.filter(number__in=chosen))
        for row in rows:
            row.choice = chosen[row.number]
        SheetRow.objects.bulk_update(rows, ["choice"])
        perform(TRY_SHEET, sheet, by=by, now=now)
        _try_rows(sheet)
    return sheet


def _try_rows(sheet: Sheet) -> bool:
    """Plan every row anew and say whether anything is otherwise than at the last trying."""
    rows = list(sheet.rows.all())
    changed = []
    for row, plan in zip(rows, DryRun(sheet).plan(rows), strict=True):
        told = (plan.state, plan.problems, plan.changes, plan.project, plan.project_title)
        if told != (row.state, row.problems, row.changes, row.project_id, row.project_title):
            row.state, row.problems, row.changes, row.project_id, row.project_title = told
            changed.append(row)
    SheetRow.objects.bulk_update(
        changed, ["state", "problems", "changes", "project_id", "project_title"], batch_size=200
    )
    return bool(changed)


def take(sheet: Sheet, *, with_changes: bool, version: int, by: User, now: datetime) -> Sheet:
    """Take the new rows into the register, and the changed ones when asked to, as one import that can be undone.

    Raises NotNow when the register has changed since the list was tried.
    """
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=home_municipality())
        sheet.refresh_from_db()
        moved = sheet.status == SheetStatus.TRIED and _try_rows(sheet)
    if moved:
        raise NotNow(Problem(CHANGED_SINCE), thing=sheet, verb=TAKE_SHEET.name)
    with transaction.atomic():
        Municipality.objects.select_for_update().get(pk=home_municipality())
        claim_version(sheet, version, by=by)
        sheet.save(update_fields=["version"])
        perform(TAKE_SHEET, sheet, by=by, now=now, detail={"with_changes": with_changes})
        wanted = {RowState.NEW, RowState.CHANGED} if with_changes else {RowState.NEW}
        rows = list(sheet.rows.all())
        writer = _Writer(sheet, with_changes=with_changes, by=by, now=now)
        for row, plan in zip(rows, DryRun(sheet).plan(rows), strict=True):
            if plan.state in wanted:
                writer.write(row, plan)
    return sheet


class _Writer:
    """Writes the rows of one list; rows about the same new project make it once."""

    def __init__(self, sheet: Sheet, *, with_changes: bool, by: User, now: datetime) -> None:
        self.sheet, self.with_changes, self.by, self.now = sheet, with_changes, by, now
        self.source = _source_of(sheet)
        self.made: dict[str, Project] = {}

    def write(self, row: SheetRow, plan: Plan) -> None:
        """Write what the row's plan says."""
        pen = Pen(row, source=self.source, quote=f"rad {row.number}", by=self.by, now=self.now)
        project = self._project(plan, pen)
        if plan.makes_grant:
            self._grant(project, plan, pen)
        if self.with_changes and plan.on_project:
            pen.change(project, **plan.on_project)
        if self.with_changes and plan.on_grant and plan.grant:
            pen.change(Grant.objects.get(pk=plan.grant), **plan.on_grant)

    def _project(self, plan: Plan, pen: Pen) -> Project:
        key = likeness.key(plan.told.title)
        if plan.project is not None:
            return Project.objects.get(pk=plan.project)
        if key not in self.made:
            self.made[key] = self._new_project(plan, pen)
        return self.made[key]

    def _new_project(self, plan: Plan, pen: Pen) -> Project:
        told = plan.told
        project = pen.make(
            Project,
            title=told.title,
            slug=free_slug(Project, told.title, "projekt"),
            kind=plan.kind or ProjectKind.RND_PROJECT,
            purpose=told.purpose,
            target_group=told.target_group,
            fund_id=plan.fund,
            owner_id=plan.owner,
            start=told.start,
            end=told.end,
        )
        if owner := owner_of(plan.owner):
            parts = [Part.RESPONSIBLE]
            parts += [Part.DISTRICT] if owner.kind == OrganisationKind.DISTRICT else []
            for part in parts:
                pen.make(ProjectOrganisation, project=project, organisation=owner, part=part)
        return project

    def _grant(self, project: Project, plan: Plan, pen: Pen) -> None:
        told = plan.told
        values: dict[str, Any] = {
            "project": project,
            "fund_id": plan.fund or project.fund_id,
            "recipient_id": plan.owner or project.owner_id,
            "year": told.year,
            "amount": told.amount,
            "about": told.about,
            "vat": told.vat,
            "standing": Standing.GRANTED,
            "note": told.note,
        }
        pen.make(Grant, **values)


def _source_of(sheet: Sheet) -> Source:
    """Give the list as a source of facts."""
    file = f"lista {sheet.sha256[:12]} {sheet.name}"[:120]
    last = Source.objects.order_by("-position").values_list("position", flat=True).first()
    found, _made = Source.objects.get_or_create(
        file=file,
        defaults={
            "title": sheet.name[:250],
            "year": sheet.at.year,
            "position": min((last or 0) + 1, 32_000),
            "origin": Origin.OWN,
        },
    )
    return found
