"""The municipality that the instance serves."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

from praktiknara.components.text import slug


def make_home(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the first municipality, named in the settings."""
    name = settings.MUNICIPALITY
    apps.get_model("people", "Municipality").objects.get_or_create(
        pk=1, defaults={"name": name, "slug": slug(name)}
    )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SELECT setval(pg_get_serial_sequence('people_municipality', 'id'), 1)")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [RunPython(make_home, RunPython.noop)]
