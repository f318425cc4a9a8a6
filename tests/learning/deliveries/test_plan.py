"""What a trainer is told to do, with these people and these means."""

from learning.deliveries.plan import groups_said, plan_of
from learning.deliveries.plan_paper import plan_paper
from learning.deliveries.wishes import Wishes
from tests.learning.deliveries.samples import block, lesson, module


def wishes(**changed) -> Wishes:
    usual = {"minutes": 300, "people": 22, "power": False, "devices": False}
    return Wishes(**usual | changed)


def step(plan, title):
    return next(each for each in plan.steps if each.title == title)


def test_the_steps_add_up_to_the_minutes():
    for minutes in (15, 47, 90, 240, 480):
        plan = plan_of(module(), wishes(minutes=minutes))
        assert sum(each.minutes for each in plan.steps) == minutes
        assert plan.steps[0].starts == "0:00"


def test_without_power_the_authors_own_way_is_taken():
    without = step(plan_of(module(), wishes()), "Group work")
    assert without.how[0] == "The members decide together, in their assembly."
    with_power = step(plan_of(module(), wishes(power=True)), "Group work")
    assert "The members decide together, in their assembly." not in with_power.how
    assert "NOTE" in with_power.note


def test_without_phones_each_kind_has_its_way_by_hand():
    by_hand = " ".join(
        line for s in plan_of(module(), wishes()).steps for line in s.how
    )
    for way in ("corner of the room", "stones", "beans", "string of ten steps"):
        assert way in by_hand
    plan = plan_of(module(), wishes(devices=True))
    on_phones = " ".join(line for each in plan.steps for line in each.how)
    assert "on the phones" in on_phones
    assert "corner of the room" not in on_phones


def test_groups_sum_to_the_people():
    assert groups_said(22) == "2 groups of 5, 3 groups of 4"
    assert groups_said(1) == "1 group of 1"
    group_work = step(plan_of(module(), wishes()), "Group work")
    assert group_work.groups == "2 groups of 6, 2 groups of 5"


def test_groups_stay_the_same_all_session():
    plan = plan_of(module(), wishes())
    assert plan.groups == step(plan, "Group work").groups
    only = lesson(blocks=(block("kp", "key_point", {"text": "Remember."}),))
    assert plan_of(module("en", only), wishes()).groups == groups_said(22)


def test_the_trainer_has_the_answers_to_what_is_asked():
    plan = plan_of(module(), wishes(minutes=480))
    assert len(plan.answers) > 4
    assert all(question and answer for question, answer in plan.answers)
    assert "Right: B." in str(plan.answers)
    assert "Answers, for you" in str(plan_paper(module(), wishes()))


def test_materials_are_counted_for_the_people():
    found = plan_of(module(), wishes()).materials
    assert "22 pencils" in found
    assert "22 printed booklets" in found
    assert "12 cards to sort" in found
    assert "14 role sheets" in found
    assert "1 game" not in found
    assert any("looks on and takes notes" in each for each in found)
    assert (
        "22 printed booklets" not in plan_of(module(), wishes(devices=True)).materials
    )


def test_a_role_play_says_how_many_play_and_how_many_look_on():
    play = step(plan_of(module(), wishes()), "Role play")
    assert play.how[-1] == (
        "7 games side by side for 22 people. 1 person looks on and takes notes."
    )


def test_a_note_for_longer_says_that_it_is_to_be_shortened():
    group_work = step(plan_of(module(), wishes(minutes=60)), "Group work")
    assert group_work.how[-1].startswith("Written for 45 minutes; you have ")


def test_what_falls_out_is_listed():
    two = module("en", lesson(slug="first"), lesson(slug="second", title="Later"))
    plan = plan_of(two, wishes(minutes=47))
    assert "Later" in plan.left_out
    assert any(each.endswith("(Talks)") for each in plan.left_out)
    assert plan_of(two, wishes(minutes=480)).left_out == ()


def test_only_the_chosen_lessons():
    two = module("en", lesson(slug="first"), lesson(slug="second", title="Later"))
    plan = plan_of(two, wishes(lessons=("second",)))
    assert {each.lesson for each in plan.steps} == {"", "Later"}


def test_facts_and_secret_sheets_come_along():
    plan = plan_of(module(), wishes(minutes=480))
    assert [each.id for each in plan.facts] == ["fa"]
    assert "SECRET-1" in str(plan.secrets[0])
    assert "SECRET-2" in str(plan.secrets[1])


def test_a_lesson_of_reading_only_still_makes_a_session():
    only = lesson(blocks=(block("kp", "key_point", {"text": "Remember."}),))
    titles = [
        each.title for each in plan_of(module("en", only), wishes(minutes=15)).steps
    ]
    assert titles[:2] == ["Opening", "What to remember"]
    assert titles[-1] == "Closing"


def test_a_discreet_module_promises_nothing_aloud():
    said = plan_of(module(outcome=""), wishes()).steps[0].how[0]
    assert said == "Say what this is for."
