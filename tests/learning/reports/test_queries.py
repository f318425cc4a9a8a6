"""What the database counts is what somebody counts who goes through the rows by hand."""

from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.classroom.actions.participations import _tell_previous_ones
from learning.classroom.models import Participation, Training, TrainingContent
from learning.reports.counting import IN_FORCE
from learning.reports.queries import count
from learning.reports.regions import region_of
from learning.reports.selection import DIMENSIONS, Selection, WrongSelectionError
from tests.learning.factories import (
    ModuleFactory,
    ParticipantFactory,
    TrainingFactory,
    UnionFactory,
)

pytestmark = pytest.mark.django_db
by_hand = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FIRST_DAY = date(2025, 11, 1)
AGES = ("", "18-24", "30-35", "50+")


class World:
    """Two unions of one federation and one elsewhere, with people, themes, trainings."""

    def __init__(self):
        federation = UnionFactory(country="BJ")
        self.unions = [
            UnionFactory(parent=federation, country="BJ"),
            UnionFactory(parent=federation, country="TG"),
            UnionFactory(country="KH"),
        ]
        self.themes = [ModuleFactory(), ModuleFactory()]
        self.people = [
            ParticipantFactory(
                union=self.unions[number % 3], user=None, is_to_recount=False
            )
            for number in range(6)
        ]
        self.trainings = [
            TrainingFactory(union=self.unions[number % 3]) for number in range(5)
        ]
        # The last one teaches both, and so has no theme of its own.
        for theme in self.themes:
            TrainingContent.objects.for_tenant(self.trainings[-1].tenant_id).create(
                tenant_id=self.trainings[-1].tenant_id,
                training=self.trainings[-1],
                module=theme,
            )

    def fill(self, drawn: list[tuple]) -> list[Participation]:
        """Put these rows in, and nothing else."""
        Participation.unscoped.all().delete()
        rows = {}
        for who, what, day, minutes, counts, sex_age, passed in drawn:
            row = self.row(who, what, FIRST_DAY + timedelta(days=day))
            row.minutes = minutes if row.training_id else 0
            row.planned = 300 if row.training_id else 0
            row.counts = counts
            row.sex, row.age_band = sex_age
            if row.module_id and passed:
                row.passed_on = row.counted_on + timedelta(days=40)
                row.percent_before, row.percent_after = 40, 40 + passed
            row.trained_on = row.passed_on
            if row.training_id and minutes >= 240:
                row.trained_on = row.counted_on
            rows[row.pk] = row
        # What is known of a person is the same in all her rows.
        said = {}
        for row in rows.values():
            row.sex, row.age_band = said.setdefault(row.person, (row.sex, row.age_band))
        Participation.unscoped.bulk_create(rows.values())
        _tell_previous_ones({each.pk for each in self.people})
        return list(Participation.unscoped.all())

    def row(self, who: int, what: int, day: date) -> Participation:
        person = self.people[who]
        is_class = what < len(self.trainings)
        thing = (
            self.trainings[what]
            if is_class
            else self.themes[what - len(self.trainings)]
        )
        theme = None if is_class and what == 4 else self.themes[what % 2]
        return Participation(
            id=uuid5(person.pk, str(thing.pk)),
            tenant_id=person.tenant_id,
            participant=person,
            # Two of the six entries are one person.
            person=self.people[who - 1].pk if who == 5 else person.pk,
            training=thing if is_class else None,
            module=None if is_class else thing,
            counted_on=day,
            union=person.union,
            lineage=person.union.lineage,
            country=person.union.country,
            theme=theme,
            modality=Training.Modality.IN_CLASS
            if is_class
            else Training.Modality.AT_HOME,
        )


@pytest.fixture
def world():
    return World()


rows_drawn = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.integers(0, 6),
        st.integers(0, 120),
        st.sampled_from([0, 100, 240, 300]),
        st.booleans(),
        st.tuples(st.sampled_from(["f", "m", ""]), st.sampled_from(AGES)),
        st.sampled_from([0, 20, 50]),
    ),
    max_size=25,
)
spans = st.sampled_from(
    [
        (None, None),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2025, 12, 1), date(2026, 1, 15)),
        (None, date(2025, 12, 31)),
    ]
)
filters = st.sampled_from(
    [
        {},
        {"sex": ("f",)},
        {"region": ("011",)},
        {"modality": ("class",), "youth": ("young",)},
        {"country": ("BJ", "KH")},
        {"age": ("",)},
    ]
)


def obvious(key, rows, selection) -> list[Participation]:
    """The rows that one rule counts, found by going through them one by one."""
    days = {
        "certificates": lambda row: row.certified_on,
        "trained": lambda row: (
            row.passed_on
            if row.module_id
            else row.counted_on
            if row.minutes >= 0.8 * row.planned
            else None
        ),
    }
    day_of = days.get(key, lambda row: row.counted_on if row.counts else None)
    found = [row for row in rows if day_of(row)]
    if key == "new":
        return [
            row
            for row in found
            if _meant(row, day_of(row), selection)
            and not any(
                other.person == row.person
                and (other.counted_on, other.pk) < (row.counted_on, row.pk)
                for other in found
            )
        ]
    meant = [row for row in found if _meant(row, day_of(row), selection)]
    if key == "participations":
        return meant
    firsts = {}
    for row in sorted(meant, key=lambda row: (day_of(row), row.pk)):
        who = (row.person, row.theme_id) if key == "unique_in_theme" else row.person
        firsts.setdefault(who, row)
    return list(firsts.values())


def _meant(row, day, selection) -> bool:
    young = ("0-17", "18-24", "25-29")
    read = {
        "sex": row.sex,
        "region": region_of(row.country),
        "modality": row.modality,
        "youth": ""
        if not row.age_band
        else "young"
        if row.age_band in young
        else "older",
        "country": row.country,
        "age": row.age_band,
    }
    return (
        (not selection.start or day >= selection.start)
        and (not selection.end or day <= selection.end)
        and all(read[name] in among for name, among in selection.filters.items())
    )


PEOPLE_RULES = ["participations", "unique", "unique_in_theme", "new", "trained"]


@by_hand
@given(rows_drawn, spans, filters, st.sampled_from(PEOPLE_RULES))
def test_it_counts_what_is_counted_by_hand(world, drawn, span, chosen, key):
    rows = world.fill(drawn)
    selection = Selection(*span, filters=chosen)
    expected = obvious(key, rows, selection)
    assert count(IN_FORCE[key], selection).total == len(expected)
    by_country = {}
    for row in expected:
        cell = (row.country, row.sex)
        by_country[cell] = by_country.get(cell, 0) + 1
    assert count(IN_FORCE[key], selection, ("country", "sex")).cells == by_country


@by_hand
@given(
    rows_drawn,
    spans,
    st.lists(st.sampled_from(DIMENSIONS), min_size=1, max_size=3, unique=True),
    st.sampled_from(sorted(IN_FORCE)),
)
def test_cells_add_up_whatever_the_lines(world, drawn, span, lines, key):
    world.fill(drawn)
    selection = Selection(*span)
    found = count(IN_FORCE[key], selection, tuple(lines))
    assert found.total == count(IN_FORCE[key], selection).total
    folded = found.folded(lines[0])
    assert folded.cells == count(IN_FORCE[key], selection, (lines[0],)).cells


def test_not_stated_is_a_cell_of_its_own(world):
    world.fill([(0, 0, 1, 300, True, ("", ""), 0), (1, 1, 1, 300, True, ("f", ""), 0)])
    found = count(IN_FORCE["participations"], Selection(), ("sex",))
    assert found.cells == {("",): 1, ("f",): 1}


def test_a_theme_is_asked_for_among_others_too(world):
    world.fill([(0, 0, 1, 300, True, ("", ""), 0), (1, 4, 1, 300, True, ("", ""), 0)])
    theme = str(world.themes[0].pk)
    asked = Selection(filters={"theme": (theme,)})
    assert count(IN_FORCE["participations"], asked).total == 2
    by_theme = count(IN_FORCE["participations"], Selection(), ("theme",))
    assert by_theme.cells == {(theme,): 1, ("several",): 1}


def test_a_branch_is_she_and_all_below(world):
    world.fill([(who, 0, 1, 300, True, ("", ""), 0) for who in range(3)])
    above = world.unions[0].parent.lineage
    assert count(IN_FORCE["unique"], Selection(branch=above)).total == 2
    found = count(IN_FORCE["unique"], Selection(), ("confederation",))
    assert sorted(found.cells.values()) == [1, 2]


def test_a_federation_is_found_wherever_it_stands(world):
    confederation = UnionFactory(level="confederation")
    federation = UnionFactory(level="federation", parent=confederation)
    local = UnionFactory(level="local", parent=federation)
    top = world.unions[2]
    world.unions[0], world.people[0].union = local, local
    world.fill([(0, 0, 1, 300, True, ("", ""), 0), (2, 2, 1, 300, True, ("", ""), 0)])
    found = count(IN_FORCE["unique"], Selection(), ("federation", "confederation"))
    assert set(found.cells) == {
        (federation.lineage, confederation.lineage),
        (top.lineage, top.lineage),
    }


def test_gain_and_hours_are_added_up(world):
    world.fill(
        [
            (0, 5, 1, 0, True, ("f", ""), 20),
            (1, 6, 1, 0, False, ("m", ""), 50),
            (2, 0, 1, 240, True, ("", ""), 0),
            (3, 1, 1, 300, False, ("", ""), 0),
        ]
    )
    gain = count(IN_FORCE["gain"], Selection(), ("sex",))
    assert gain.cells == {("f",): 20, ("m",): 50}
    assert gain.rows == {("f",): 1, ("m",): 1}
    assert count(IN_FORCE["hours"], Selection()).total == 240


def test_events_of_1970_and_2038_have_their_own_years(world):
    world.fill([(0, 0, -20_000, 300, True, ("", ""), 0)])
    world_end = (date(2038, 1, 19) - FIRST_DAY).days
    world.fill(
        [
            (0, 0, (date(1970, 1, 1) - FIRST_DAY).days, 300, True, ("", ""), 0),
            (1, 1, world_end, 300, True, ("", ""), 0),
        ]
    )
    found = count(IN_FORCE["unique"], Selection(), ("year", "quarter"))
    assert set(found.cells) == {("1970", "1970Q1"), ("2038", "2038Q1")}


@pytest.mark.parametrize(
    "asked",
    [
        {"start": date(2026, 2, 1), "end": date(2026, 1, 1)},
        {"filters": {"shoe_size": ("38",)}},
        {"youth": "forever"},
    ],
)
def test_what_cannot_be_asked_is_refused(asked):
    with pytest.raises(WrongSelectionError):
        Selection(**asked)


@pytest.mark.parametrize(
    ("dimension", "value"),
    [
        ("region", "xx"),
        ("union", "no"),
        ("quarter", "2026Q9"),
        ("year", "soon"),
        ("quarter", "99999Q1"),
        ("youth", "old"),
        ("theme", str(UUID(int=1))[:8]),
    ],
)
def test_a_filter_that_means_nothing_is_refused(dimension, value):
    with pytest.raises(WrongSelectionError):
        count(IN_FORCE["unique"], Selection(filters={dimension: (value,)}))
    with pytest.raises(WrongSelectionError):
        count(IN_FORCE["unique"], Selection(), ("shoe_size",))


@pytest.mark.parametrize("key", sorted(IN_FORCE))
def test_every_rule_asks_once_and_describes_itself(key, django_assert_num_queries):
    rule = IN_FORCE[key]
    assert "%(" not in rule.described()
    # Is anybody to be counted again? And the count; where rows are laid together, also
    # the transaction around it and, in PostgreSQL, the memory for it.
    together = 3 if connection.vendor == "postgresql" else 2
    asked = Selection(filters={"country": ("BJ",)})
    with django_assert_num_queries(2 + (together if rule.once else 0)):
        count(rule, asked, ("sex",))
