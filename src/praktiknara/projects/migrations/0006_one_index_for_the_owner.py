import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_home_municipality"),
        ("projects", "0005_lists_of_owner_and_payments"),
    ]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="owned_projects",
                to="people.organisation",
                verbose_name="ansvarig",
            ),
        ),
    ]
