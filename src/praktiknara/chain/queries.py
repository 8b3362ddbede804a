"""Saying a refusal in the reader's language."""

from django.utils.translation import gettext

from .rules import Problem, Refusal


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
