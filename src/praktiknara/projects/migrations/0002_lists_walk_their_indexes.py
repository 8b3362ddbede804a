import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0002_initial"),
        ("funds", "0002_initial"),
        ("partners", "0002_initial"),
        ("people", "0002_home_municipality"),
        ("plans", "0001_initial"),
        ("projects", "0001_initial"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="project",
            name="projects_pr_start_y_a97929_idx",
        ),
        migrations.AddField(
            model_name="project",
            name="fund_order",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "fund", models.Value(4611686018427387904)
                ),
                output_field=models.BigIntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="search_text",
            field=models.TextField(default="", editable=False),
        ),
        migrations.AddField(
            model_name="project",
            name="year_order",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "start_year", "end_year", models.Value(0)
                ),
                output_field=models.PositiveSmallIntegerField(),
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["-year_order", "sort_title", "id"], name="projects_by_year"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["fund_order", "sort_title", "id"], name="projects_by_fund"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["start_year", "end_year"], name="projects_running"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["origin"], name="projects_by_origin"),
        ),
    ]
