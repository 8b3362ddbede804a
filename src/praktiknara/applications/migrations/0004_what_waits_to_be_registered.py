from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0003_sections_and_register_key"),
        ("calls", "0003_initial"),
        ("people", "0002_home_municipality"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["status", "submitted_at", "id"], name="application_status_dd9eae_idx"),
        ),
    ]
