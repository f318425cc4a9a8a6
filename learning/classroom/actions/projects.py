"""Projects: who pays for trainings. They are the programme's."""

from django.db import transaction

from learning.classroom import rules
from learning.classroom.errors import NotHersError
from learning.classroom.models import Project


@transaction.atomic
def add_project(
    *, slug, name, funder="", starts_on=None, ends_on=None, by=None
) -> Project:
    """Make a project, or bring the one with that slug up to date. `by` None is whoever
    sits at the server's console. Raises NotHersError, ValidationError."""
    if by is not None and not rules.can_keep_projects(by):
        raise NotHersError("Projects are an administrator's")
    project = Project.objects.filter(slug=slug).first() or Project(slug=slug)
    project.name, project.funder = name, funder
    project.starts_on, project.ends_on = starts_on, ends_on
    project.full_clean()
    project.save()
    return project
