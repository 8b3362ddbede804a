"""Signing in; organisations are shown in overview, where the whole chain is at hand."""

from django.conf import settings
from django.contrib.auth import login, views
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from .forms import SignIn
from .models import User
from .queries import demo_accounts


class Login(views.LoginView):
    """The sign-in page; in the demo it offers every account with one click."""

    template_name = "people/login.html"
    authentication_form = SignIn
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), "accounts": demo_accounts() if settings.DEMO else []}


@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo account; there is no such door outside the demo."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(User, username=request.POST.get("account", ""), is_active=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("my_day")
