from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0014_class_clock_and_counts")]

    operations = [
        migrations.AddField(
            model_name="rosterentry",
            name="half",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        # Safe: the new rule asks for less than the old one.
        migrations.RemoveConstraint(model_name="rosterentry", name="roster_row_once"),
        migrations.AddConstraint(
            model_name="rosterentry",
            constraint=models.UniqueConstraint(
                fields=("roster", "row", "half"), name="roster_row_once"
            ),
        ),
    ]
