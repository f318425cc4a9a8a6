import pytest

from learning.members import actions
from learning.members.models import ResetCode

RESET = "/en/accounts/reset/"


@pytest.fixture
def as_trainer(trainer, client, with_second_factor):
    with_second_factor(trainer)
    client.force_login(trainer)
    return client


def test_lists_the_own_tenants_trainees(as_trainer, alice, bob, charlie):
    page = as_trainer.get(RESET).content.decode()
    assert alice.user.sign_in_name in page
    assert bob.user.sign_in_name in page
    assert charlie.user.sign_in_name not in page


def test_searches_by_the_beginning_of_the_name(as_trainer, alice, bob):
    page = as_trainer.get(RESET, {"starts": alice.user.sign_in_name.upper()})
    assert [each.user for each in page.context["page"]] == [alice.user]


def test_makes_a_code_that_opens_and_is_shown_once(as_trainer, alice):
    page = as_trainer.post(RESET, {"sign_in_name": f" {alice.user.sign_in_name} "})
    assert "no-store" in page["Cache-Control"]
    assert actions.use_code(user=alice.user, code=page.context["code"], secret="482951")
    assert "code" not in as_trainer.get(RESET).context


@pytest.mark.parametrize("who", ["charlie", "nobody", "herself", "coordinator"])
def test_others_are_not_there(as_trainer, charlie, trainer, coordinator, who):
    name = {
        "charlie": charlie.user.sign_in_name,
        "nobody": "lotus-9999",
        "herself": trainer.sign_in_name,
        "coordinator": coordinator.sign_in_name,
    }[who]
    assert as_trainer.post(RESET, {"sign_in_name": name}).status_code == 404
    assert not ResetCode.unscoped.exists()


def test_an_empty_form_says_what_to_type(as_trainer):
    page = as_trainer.post(RESET, {})
    assert page.status_code == 422
    assert "Type the sign-in name." in page.content.decode()


def test_trainees_administrators_and_visitors_have_no_business_here(
    client, alice, administrator, with_second_factor
):
    assert client.get(RESET).status_code == 302
    client.force_login(alice.user)
    assert client.get(RESET).status_code == 403
    with_second_factor(administrator)
    client.force_login(administrator)
    assert client.get(RESET).status_code == 403


def test_a_long_list_has_pages(as_trainer, union, django_assert_max_num_queries):
    for _ in range(3):
        actions.keep_place(secret="739182", union=union)
    with django_assert_max_num_queries(12):
        few = as_trainer.get(RESET)
    assert len(few.context["page"]) == 3
    assert as_trainer.get(RESET, {"page": "99", "tenant": "fnec"}).status_code == 200
