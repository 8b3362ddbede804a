from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0004_what_waits_to_be_registered"),
        ("funds", "0002_initial"),
        ("partners", "0002_initial"),
        ("people", "0002_home_municipality"),
        ("plans", "0001_initial"),
        ("projects", "0004_a_funds_years_add_up"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="payout",
            index=models.Index(fields=["status", "due_on", "id"], name="projects_pa_status_3abccc_idx"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["owner", "status", "end_year"], name="projects_of_owner"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(
                condition=models.Q(("budget_assignment__isnull", False)),
                fields=["budget_assignment", "sort_title"],
                name="projects_of_assignment",
            ),
        ),
    ]
