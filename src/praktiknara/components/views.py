"""The colours a reader chooses, and the page that shows every component."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from praktiknara.components import showcase
from praktiknara.components.context import SCHEME_COOKIE, SCHEMES

A_YEAR = 365 * 24 * 3600


@require_POST
def color_scheme(request: HttpRequest) -> HttpResponse:
    """Keep the chosen colours in a cookie and go back to the page."""
    answer = redirect(_back(request))
    chosen = request.POST.get("scheme", "")
    if chosen in SCHEMES:
        answer.set_cookie(
            SCHEME_COOKIE,
            chosen,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer


@require_safe
def component_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "components/component_page.html", showcase.everything())


def _back(request: HttpRequest) -> str:
    """The page the form stood on, if it is ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else "/"
