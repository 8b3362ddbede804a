"""What the library raises, and nothing else: each error says what is wrong and where, in Swedish and in English."""

from praktiknara.evaluation.texts import Sentence


class EvaluationError(ValueError):
    """Something that was asked for cannot be answered.

    `sentence` says what to do about it in both languages; `where` names the argument, column or row it concerns.
    No error about protected counts carries a count.
    """

    def __init__(self, code: str, sv: str, en: str, *, where: str = "") -> None:
        super().__init__(en)
        self.sentence = Sentence(code, sv, en)
        self.where = where

    def as_dict(self) -> dict[str, str]:
        """Give the error's kind, code, place and both sentences."""
        code, swedish, english = self.sentence
        return {
            "error": type(self).__name__,
            "code": code,
            "where": self.where,
            "sv": swedish,
            "en": english,
        }


class InputError(EvaluationError):
    """A value cannot be right: of the wrong kind, out of range, given twice, or of another length than its fellows."""


class TooFewError(EvaluationError):
    """There are too few observations for what was asked."""


class NotEstimableError(EvaluationError):
    """The data hold no answer: nothing varies, nothing happened, or a group is perfectly separated."""


class RefusedError(EvaluationError):
    """The number could be computed and would mislead: the design does not carry it."""


class LockedError(EvaluationError):
    """A plan that is locked was to be changed, or data were to be opened before it was locked."""


class DisclosureError(EvaluationError):
    """Showing this could tell something of a few persons."""
