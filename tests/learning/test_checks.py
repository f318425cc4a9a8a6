import pytest

from learning import checks, keys
from learning.members.models import User


@pytest.fixture
def production(settings, tmp_path):
    settings.PRODUCTION, settings.DEMO, settings.KEYS_DIR = True, False, tmp_path


def ids(found):
    return [error.id for error in found]


def test_a_laptop_may_have_demo_accounts(db, settings):
    User.objects.create_user("trainer", "palabre-demo")
    assert ids(checks.production_without_demo()) == []
    assert ids(checks.production_has_its_keys()) == []


def test_production_refuses_them(db, production, settings):
    User.objects.create_user("lotus-4821", "739182")
    assert ids(checks.production_without_demo()) == []
    User.objects.create_user("trainer", "palabre-demo")
    found = checks.production_without_demo()
    assert ids(found) == ["learning.E002"]
    assert "trainer" in found[0].msg
    settings.DEMO = True
    assert ids(checks.production_without_demo()) == ["learning.E001", "learning.E002"]


def test_production_needs_its_key(production):
    assert ids(checks.production_has_its_keys()) == ["learning.E003"]
    keys.make_programme_key()
    assert ids(checks.production_has_its_keys()) == []
