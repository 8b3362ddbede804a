from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0002_initial"),
        ("people", "0002_home_municipality"),
        ("projects", "0004_a_funds_years_add_up"),
        ("results", "0002_lists_walk_their_indexes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="knowledgeoutput",
            index=models.Index(fields=["-sort_year", "-published_at", "-id"], name="knowledge_output_newest"),
        ),
        migrations.AddIndex(
            model_name="knowledgeoutput",
            index=models.Index(fields=["status", "origin"], name="knowledge_output_counted"),
        ),
    ]
