"""Every address, app by app in the order of the chain."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from praktiknara.chain.order import APPS

urlpatterns = [
    path("sprak/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    *(
        path("", include(f"praktiknara.{app}.urls"))
        for app in reversed(APPS)
        if find_spec(f"praktiknara.{app}.urls")
    ),
]
