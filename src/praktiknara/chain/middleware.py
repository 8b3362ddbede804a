"""Three small layers: the chosen language, the content security policy, and refusals as pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from praktiknara.people.models import signed_in
from praktiknara.trail import actions as trail
from praktiknara.trail.choices import EventKind

from .queries import say_all
from .rules import NotNow, NotYours, Refusal

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class ChosenLanguage:
    """Swedish unless the reader has chosen English; the browser's own language is not asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class ContentSecurityPolicy:
    """No inline script or style, nothing from elsewhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response


class Refusals:
    """A refusal becomes a page with its sentence, and leaves a mark in the trail."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into its page, or into JSON for a form that saves itself."""
        if not isinstance(exception, Refusal):
            return None
        if exception.thing is not None:
            trail.record(
                exception.verb,
                exception.thing,
                by=signed_in(request.user),
                reason=exception.sentence,
                kind=EventKind.REFUSED,
            )
        sentences = say_all(exception)
        if request.headers.get("X-Autosave"):
            return JsonResponse({"message": " ".join(sentences)}, status=exception.status)
        if isinstance(exception, NotYours):
            title = _("Det här är inte ditt att göra")
        elif isinstance(exception, NotNow):
            title = _("Det går inte just nu")
        else:
            title = _("Något behöver rättas först")
        address = getattr(exception.thing, "get_absolute_url", None)
        back = address() if address else request.META.get("HTTP_REFERER", "")
        context = {"title": title, "sentences": sentences, "back": back}
        return render(request, "components/refusal.html", context, status=exception.status)
