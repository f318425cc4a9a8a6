from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0016_class_kits")]

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
