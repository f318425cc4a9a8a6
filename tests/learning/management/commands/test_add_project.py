"""`manage.py add_project`: twice is once, and what is wrong is said."""

import pytest
from django.core.management import CommandError, call_command

from learning.classroom.models import Project

pytestmark = pytest.mark.django_db


def test_a_project_is_made_and_changed(capsys):
    call_command("add_project", "dialogue", "Dialogue", funder="Somebody")
    call_command("add_project", "dialogue", "Social dialogue", "--until=2027-12-31")
    project = Project.objects.get()
    assert (project.name, project.ends_on.year) == ("Social dialogue", 2027)
    assert "Social dialogue" in capsys.readouterr().out


def test_what_is_wrong_is_said():
    with pytest.raises(CommandError, match="slug"):
        call_command("add_project", "not a slug", "Dialogue")
    with pytest.raises(CommandError):
        call_command("add_project", "a", "A", "--from=2027-01-01", "--until=2026-01-01")
