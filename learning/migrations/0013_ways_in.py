from django.db import migrations, models


def know_by_account(apps, schema_editor):
    """Whoever has an account is known by it; the field came after them."""
    people = apps.get_model("learning", "Participant")
    people._default_manager.filter(known_by="", user__isnull=False).update(known_by="account")


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0012_certificates_of_participation"),
    ]

    operations = [
        migrations.AddField(
            model_name="joincode",
            name="for_class",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="joincode",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("for_class", False)),
                fields=("union",),
                name="join_code_one_of_union",
            ),
        ),
        # Safe: fills a field that nobody has read yet; one update of a table of people.
        migrations.RunPython(know_by_account, migrations.RunPython.noop),
    ]
