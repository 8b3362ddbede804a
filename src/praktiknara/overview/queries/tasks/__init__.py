"""What waits for someone, role by role, from the real state of things; a constant number of questions for each role."""

from datetime import date, datetime

from django.utils.timezone import localdate

from praktiknara.people.choices import Role
from praktiknara.people.models import User

from ..rounds import Round
from . import district, office
from .kinds import Day, Task, Waiting


def day(user: User, going: list[Round], now: datetime) -> Day:
    """Give what waits for someone in all her roles, the most urgent first."""
    tasks: list[Task] = []
    waiting: list[Waiting] = []
    seen: list[int] = []
    if user.has_role(Role.DEVELOPER, Role.DISTRICT_HEAD):
        home = district.district(user, now)
        tasks, waiting, seen = home.tasks, home.waiting, home.applications
    if user.has_role(Role.REGISTRAR):
        tasks += office.registrar(user)
    if user.has_role(Role.ASSESSOR):
        tasks += office.assessor(user)
    if user.has_role(Role.FOU_OFFICER):
        tasks += [*office.calls(user, going, now), *office.money_and_reports(user, localdate(now))]
        waiting += office.waiting_for_others(going)
    if user.has_role(Role.FOU_OFFICER, Role.REGISTRAR, Role.HEAD, Role.COUNCIL_MEMBER, Role.BOARD_MEMBER):
        tasks += office.cases(user, localdate(now))
    tasks.sort(key=lambda task: (task.by is None, task.by or date.max))
    return Day(tasks, waiting, seen)
