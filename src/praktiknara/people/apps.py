"""The app's name, and the municipality that every instance has."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed
from django.apps.registry import Apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from praktiknara.components.text import slug


def make_home(sender: AppConfig, using: str, apps: Apps = installed, **kwargs: Any) -> None:
    """Make the municipality that rows belong to, whenever the tables are new or emptied."""
    try:
        model = apps.get_model("people", "Municipality")
    except LookupError:
        return
    name = settings.MUNICIPALITY
    _home, made = model.objects.using(using).get_or_create(pk=1, defaults={"name": name, "slug": slug(name)})
    if made:
        connection = connections[using]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)


class PeopleConfig(AppConfig):
    name = "praktiknara.people"
    verbose_name = _("Människor och organisationer")

    def ready(self) -> None:
        post_migrate.connect(make_home, sender=self)
