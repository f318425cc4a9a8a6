from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0022_whole_years"),
    ]

    operations = [
        # Safe: what is marked already stays as it is; a person added by the release
        # before says False herself, and is marked by her first lesson as until now.
        migrations.AlterField(
            model_name="participant",
            name="is_to_recount",
            field=models.BooleanField(default=True),
        ),
    ]
