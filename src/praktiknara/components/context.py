"""What every page knows about its own look."""

from django.http import HttpRequest

SCHEME_COOKIE = "fargschema"
SCHEMES = ("auto", "light", "dark")


def look(request: HttpRequest) -> dict[str, str]:
    """The colours the reader has chosen; as her computer has them until she chooses."""
    chosen = request.COOKIES.get(SCHEME_COOKIE, "")
    return {"color_scheme": chosen if chosen in SCHEMES else "auto"}
