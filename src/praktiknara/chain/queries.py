"""Saying a refusal in the reader's language."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext

from praktiknara.people.models import User
from praktiknara.trail.choices import EventKind
from praktiknara.trail.queries import events

from .rules import Problem, Refusal, changed_meanwhile


def say(problem: Problem) -> str:
    """Give the problem's sentence in the active language."""
    sentence = gettext(problem.sentence)
    return (
        sentence
        % {
            key: gettext(value) if isinstance(value, str) and value else value
            for key, value in problem.values.items()
        }
        if problem.values
        else sentence
    )


def say_all(refusal: Refusal) -> list[str]:
    """Give the refusal's sentences in the active language."""
    return [say(problem) for problem in refusal.problems]


def who_changed(thing: models.Model, by: User) -> Problem:
    """Say who last changed a thing that this user had open, as the trail tells it."""
    last = events(thing).filter(kind=EventKind.DONE).first()
    if last is None:
        return changed_meanwhile()
    return changed_meanwhile(last.actor_name, clock_words(last.at), own=last.actor_id == by.pk)


def clock_words(at: datetime) -> str:
    """Write the clock, with the day when it is not today's."""
    local = timezone.localtime(at)
    same_day = local.date() == timezone.localdate()
    return f"kl. {local:%H.%M}" if same_day else f"{local:%Y-%m-%d} kl. {local:%H.%M}"
