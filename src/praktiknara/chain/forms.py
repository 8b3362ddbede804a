"""Showing a refusal in the form that met it, so that nothing typed is lost."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import Form

from .queries import say
from .rules import AgainstRule, Stale


@contextmanager
def refusals_shown(form: Form) -> Iterator[None]:
    """Put a broken rule, or that someone else has changed the thing, at its field; look at form.errors after."""
    try:
        yield
    except (AgainstRule, Stale) as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, say(problem))
