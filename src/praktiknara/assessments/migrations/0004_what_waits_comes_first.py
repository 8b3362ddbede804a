from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0004_what_waits_to_be_registered"),
        ("assessments", "0003_due_on"),
        ("people", "0002_home_municipality"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="is_done",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(status__in=("locked", "conflict"), then=True), default=False
                ),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                fields=["assessor", "is_done", "due_on", "id"], name="assessments_of_assessor"
            ),
        ),
    ]
