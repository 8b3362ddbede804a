from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0005_one_index_for_the_applicant"),
        ("funds", "0002_initial"),
        ("partners", "0002_initial"),
        ("people", "0002_home_municipality"),
        ("plans", "0001_initial"),
        ("projects", "0006_one_index_for_the_owner"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="project",
            name="projects_pr_fund_id_0e08d9_idx",
        ),
        migrations.RemoveIndex(
            model_name="project",
            name="projects_pr_status_3e6369_idx",
        ),
        migrations.RemoveIndex(
            model_name="project",
            name="projects_pr_field_9a8471_idx",
        ),
        migrations.RemoveIndex(
            model_name="project",
            name="projects_running",
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["start_year", "end_year", "id"], name="projects_years"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["fund", "sort_title", "id"], name="projects_pr_fund_id_72e915_idx"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["status", "sort_title", "id"], name="projects_pr_status_bd37d3_idx"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["field", "sort_title", "id"], name="projects_pr_field_e7ccf4_idx"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["id", "owner", "sort_title"], name="projects_narrow"),
        ),
    ]
