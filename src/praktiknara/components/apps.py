"""Names the app to Django."""

from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    """The lowest layer: it knows no other app of the house."""

    name = "praktiknara.components"
    label = "components"
