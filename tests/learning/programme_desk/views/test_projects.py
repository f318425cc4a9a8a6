"""Projects and funders on a screen."""

import pytest

from learning.classroom.models import Project
from tests.learning.factories import TrainingFactory

pytestmark = pytest.mark.django_db
PROJECTS = "/en/programme/projects/"
FIELDS = {"slug": "dialogue", "name": "Dialogue", "funder": "Somebody"}


def test_a_project_is_made_and_changed(desk):
    desk.post(PROJECTS, FIELDS)
    desk.post(
        f"{PROJECTS}dialogue/", {"name": "Social dialogue", "ends_on": "2027-12-31"}
    )
    made = Project.objects.get()
    assert (made.slug, made.name, made.funder) == ("dialogue", "Social dialogue", "")
    assert str(made.ends_on) == "2027-12-31"


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "not a slug"},
        {"name": ""},
        {"slug": "taken"},
        {"starts_on": "2027-01-01", "ends_on": "2026-01-01"},
    ],
)
def test_what_is_wrong_makes_nothing(desk, wrong):
    Project.objects.create(slug="taken", name="Taken")
    assert desk.post(PROJECTS, FIELDS | wrong).status_code == 422
    assert Project.objects.count() == 1
    assert desk.get(f"{PROJECTS}nothing/").status_code == 404


def test_queries_do_not_grow(desk, django_assert_num_queries):
    for more in (1, 2):
        for _each in range(more):
            number = Project.objects.count()
            project = Project.objects.create(slug=f"p{number}", name="P")
            TrainingFactory(project=project)
        with django_assert_num_queries(6):
            desk.get(PROJECTS)
