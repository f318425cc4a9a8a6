from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0015_two_people_in_a_row")]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="follow_up_after",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="registration",
            name="follow_up_refused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
