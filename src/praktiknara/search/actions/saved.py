"""Following a search: saved, told by mail once a day when something new has come, forgotten."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from praktiknara.people.models import User

from ..models import SavedSearch
from ..queries.news import newest

MORNING = time(6, 0)


def save(query: str, *, name: str, mail: bool, by: User, now: datetime) -> SavedSearch:
    """Follow a search from now on; saved again it takes the new name."""
    with transaction.atomic():
        saved, _new = SavedSearch.objects.update_or_create(
            user=by,
            query=query[:2000],
            defaults={"name": name, "mail": mail},
            create_defaults={"name": name, "mail": mail, "told_at": now},
        )
        if mail:
            tell_tomorrow(now)
    return saved


def forget(saved: SavedSearch) -> None:
    """Follow a search no longer; its feed is gone too."""
    saved.delete()


def tell_by_mail(saved: SavedSearch, wanted: bool, *, now: datetime) -> None:
    """Begin, from now on, or cease to tell of a search by mail."""
    saved.mail, saved.told_at = wanted, now
    saved.save(update_fields=["mail", "told_at"])
    if wanted:
        tell_tomorrow(now)


def tell_tomorrow(now: datetime) -> None:
    """Let the worker tell in the morning, unless it is already to do so."""
    waits = DBTaskResult.objects.filter(task_path=tell.module_path, status="READY")
    if not waits.exists():
        tomorrow = timezone.localtime(now).date() + timedelta(days=1)
        tell.using(run_after=timezone.make_aware(datetime.combine(tomorrow, MORNING))).enqueue()


@task()
def tell() -> None:
    """Tell those who follow by mail, and again tomorrow for as long as someone does."""
    now = timezone.now()
    tell_followers(now)
    if SavedSearch.objects.filter(mail=True).exists():
        tell_tomorrow(now)


def tell_followers(now: datetime) -> int:
    """Send one mail for each followed search in which something new has come; gives how many."""
    sent = 0
    for saved in SavedSearch.objects.filter(mail=True, user__is_active=True).select_related("user__person"):
        if tell_of(saved, now):
            sent += 1
    return sent


def tell_of(saved: SavedSearch, now: datetime) -> bool:
    """Send what is new in a search, as far as she may see it; says whether there was anything, and she has an address."""
    with transaction.atomic():
        found = newest(saved, saved.user, saved.told_at)
        SavedSearch.objects.filter(pk=saved.pk).update(told_at=now)
        if not found or not saved.user.email:
            return False
        with translation.override(settings.LANGUAGE_CODE):
            subject = ngettext("%(name)s: en ny träff", "%(name)s: %(count)s nya träffar", len(found))
            text = render_to_string("search/mail.txt", {"saved": saved, "found": found})
        values = {"name": " ".join(saved.name.split()), "count": len(found)}
        transaction.on_commit(lambda: send_mail(subject % values, text, None, [saved.user.email]))
    return True
