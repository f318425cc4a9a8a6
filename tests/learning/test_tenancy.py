import pytest
from django.apps import apps

from learning.members import actions
from learning.members.models import Participant, Union
from learning.tenancy import ScopeError, TenantScoped


@pytest.fixture
def people(db, settings, tmp_path):
    settings.KEYS_DIR = tmp_path
    return [
        actions.keep_place(
            secret="739182",
            union=actions.found_union(
                name=slug,
                slug=slug,
                level=Union.Level.LOCAL,
                country="BJ",
                keeps_own_key=True,
                by=None,
            ),
        ).participant
        for slug in ("ours", "theirs")
    ]


def scoped_models():
    models = apps.get_app_config("learning").get_models()
    return [model for model in models if issubclass(model, TenantScoped)]


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
@pytest.mark.parametrize("reading", ["all", "count", "first", "exists"])
def test_objects_asks_whose_data(model, reading):
    with pytest.raises(ScopeError, match="for_tenant"):
        getattr(model.objects, reading)()


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_djangos_own_manager_comes_first(model):
    assert model._default_manager.name == "unscoped"
    assert not isinstance(model._base_manager, type(model.objects))


def test_a_tenant_sees_its_own_people_alone(people):
    ours, theirs = people
    assert list(Participant.objects.for_tenant(ours.tenant)) == [ours]
    assert list(Participant.objects.for_tenant(theirs.tenant_id)) == [theirs]
