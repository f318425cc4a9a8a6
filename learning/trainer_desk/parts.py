"""What can be done with a training, in the order of its life: one line for each part.

The page of a training shows them by stage, and the first one whose turn it is on top. A
part that another file builds adds its line here and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learning.classroom.models import Training, TrainingSession
from learning.classroom.queries.following import open_months

BEFORE, ON_THE_DAY, AFTER = "before", "day", "after"
STAGES = {
    BEFORE: _("Before"),
    ON_THE_DAY: _("On the day"),
    AFTER: _("After"),
}


@dataclass(frozen=True)
class Standing:
    """How a training stands today; `session` is today's, else the next, else the last."""

    training: Training
    session: TrainingSession | None
    today: date
    people: int

    @property
    def is_open(self) -> bool:
        return not self.training.is_closed

    @property
    def is_today(self) -> bool:
        return self.session is not None and self.session.held_on == self.today

    @property
    def is_past(self) -> bool:
        return self.training.ends_on < self.today


def always(standing: Standing) -> bool:
    return True


def never(standing: Standing) -> bool:
    return False


def while_open(standing: Standing) -> bool:
    return standing.is_open


def when_closed(standing: Standing) -> bool:
    return not standing.is_open


def takes_lists(standing: Standing) -> bool:
    return standing.training.takes_lists


@dataclass(frozen=True)
class Part:
    """One thing to do. `url_name` takes the training, and the session if `of_session`;
    `when` says whether it is shown, `is_next` whether its turn is now."""

    label: Promise
    url_name: str
    stage: str
    when: Callable[[Standing], bool] = always
    is_next: Callable[[Standing], bool] = never
    of_session: bool = False
    # What else its address has: {"step": "stayed"}.
    also: dict[str, str] = field(default_factory=dict)

    def address(self, standing: Standing) -> str:
        keys = {"training": standing.training.pk, **self.also}
        if self.of_session:
            keys["session"] = standing.session.pk
        return reverse(self.url_name, kwargs=keys)


PARTS = (
    Part(
        _("Close the day"),
        "trainer_desk:close",
        AFTER,
        while_open,
        is_next=lambda standing: standing.is_open and standing.is_past,
        also={"step": "stayed"},
    ),
    Part(
        _("Take the register"),
        "trainer_desk:register",
        ON_THE_DAY,
        is_next=lambda standing: standing.is_open and standing.is_today,
        of_session=True,
    ),
    Part(
        _("The code at the door"),
        "trainer_desk:door",
        ON_THE_DAY,
        while_open,
        of_session=True,
    ),
    Part(
        _("Hold the class"),
        "trainer_desk:class",
        ON_THE_DAY,
        while_open,
        of_session=True,
    ),
    Part(_("Count heads"), "trainer_desk:heads", ON_THE_DAY),
    Part(
        _("The code to join, and who waits"),
        "trainer_desk:joining",
        BEFORE,
        while_open,
        is_next=lambda standing: standing.is_open and not standing.people,
    ),
    # Its code is dead by then; the people who came by it may still wait.
    Part(
        _("Who waits for you to vouch"),
        "trainer_desk:joining",
        AFTER,
        when_closed,
    ),
    Part(_("People"), "trainer_desk:people", BEFORE),
    Part(_("Read in a list"), "trainer_desk:rosters", BEFORE, takes_lists),
    Part(_("Class kit: all papers in one"), "trainer_desk:kit", BEFORE, while_open),
    Part(_("Sheet to print"), "trainer_desk:sheet", BEFORE, of_session=True),
    Part(_("Messages to copy"), "trainer_desk:texts", BEFORE),
    Part(_("Change the plan"), "trainer_desk:change", BEFORE),
    Part(_("Payment sheet to print"), "trainer_desk:payments", AFTER),
    Part(_("How it goes on"), "trainer_desk:how_it_goes", AFTER),
    Part(_("Credit class work"), "trainer_desk:credit", AFTER),
    Part(
        _("Ask what came of it"),
        "trainer_desk:ask",
        AFTER,
        lambda standing: open_months(standing.training, standing.today) is not None,
        is_next=when_closed,
    ),
    Part(_("Plan another like this"), "trainer_desk:copy", AFTER),
)


def shown(standing: Standing) -> list[Part]:
    """The parts of a training as it stands; those of a session only if it has one."""
    return [
        part
        for part in PARTS
        if (standing.session or not part.of_session) and part.when(standing)
    ]


def next_part(standing: Standing) -> Part | None:
    """The first part whose turn it is."""
    return next((part for part in shown(standing) if part.is_next(standing)), None)


def stages(standing: Standing) -> list[tuple[Promise, list[Part]]]:
    """What is shown, by stage; once closed, what comes after stands before the rest.

    The part whose turn it is has a button of its own and stands in no stage.
    """
    following = next_part(standing)
    parts = [part for part in shown(standing) if part is not following]
    order = STAGES if standing.is_open else reversed(STAGES)
    by_stage = {
        stage: [part for part in parts if part.stage == stage] for stage in order
    }
    return [(STAGES[stage], each) for stage, each in by_stage.items() if each]
