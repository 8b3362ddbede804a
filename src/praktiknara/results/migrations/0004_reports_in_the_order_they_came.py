from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_home_municipality"),
        ("projects", "0006_one_index_for_the_owner"),
        ("results", "0003_reports_along_their_status"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="resultreport",
            index=models.Index(fields=["status", "submitted_at", "id"], name="results_report_handed_in"),
        ),
    ]
