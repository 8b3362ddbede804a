from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_home_municipality"),
        ("projects", "0005_lists_of_owner_and_payments"),
        ("results", "0002_lists_walk_their_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="resultreport",
            name="results_res_status_60bffa_idx",
        ),
        migrations.AddIndex(
            model_name="consumptionreport",
            index=models.Index(fields=["status", "submitted_at", "id"], name="results_con_status_f5e501_idx"),
        ),
        migrations.AddIndex(
            model_name="resultreport",
            index=models.Index(fields=["status", "-year", "-id"], name="results_res_status_876c2c_idx"),
        ),
    ]
