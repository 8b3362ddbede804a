"""The WSGI entry point for a server."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

# Most of what a request makes goes when the request ends; only what refers to itself waits to be collected.
MADE_BETWEEN = 20_000


def collect_seldom() -> None:
    """Collect garbage less often, and never look through what is loaded from the start.

    Code, models and addresses stay as long as the server runs. Looking through them took 0.2 seconds, in the middle of
    somebody's request, at every eighth of the heavy ones.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE_BETWEEN, 10, 10)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "praktiknara.settings")
application = get_wsgi_application()
import_module(
    settings.ROOT_URLCONF
)  # the middleware is made with the application, the views with the addresses

collect_seldom()
