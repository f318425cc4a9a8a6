"""The demo's programme desk: a year that was closed, promises, what came of it, and totals
from before the platform. All of it is made up and says so.

Everything goes through the same actions as real work, by the demo's own accounts.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path

from django.db.models import Count
from django.utils import timezone

from learning.classroom.actions.taking_out import take_out
from learning.classroom.models import Training
from learning.members.models import User
from learning.members.queries import coordinators_of
from learning.reports.actions.closing import close_period
from learning.reports.actions.history import declare_total
from learning.reports.actions.outcomes import FACTS, move_outcome, tell_outcome
from learning.reports.actions.periods import make_period, sign_off
from learning.reports.actions.releasing_all import release_closed
from learning.reports.actions.restating import restate
from learning.reports.actions.sampling import draw_sample, say_found
from learning.reports.actions.targets import keep_indicator, set_span
from learning.reports.counting import IN_FORCE
from learning.reports.models import Period
from learning.reports.outcome_rules import OUTCOME_RULES

RULES = IN_FORCE | {rule.key: rule for rule in OUTCOME_RULES}


def load_figures(folder: Path, unions: dict, say) -> None:
    """What came of it, promises and old totals; then last year closed, put right, sampled."""
    source = tomllib.loads((folder / "figures.toml").read_text(encoding="utf-8"))
    officer = User.objects.get(sign_in_name="officer")
    evaluator = User.objects.get(sign_in_name="evaluator")
    this_year = timezone.localdate().year
    for each in source["outcome"]:
        _tell(each, unions[each["union"]])
    for each in source["indicator"]:
        _promise(each, this_year, officer)
    for each in source["declared"]:
        _declare(each, unions, this_year, officer)
    last, _now = (_period(year, officer) for year in (this_year - 1, this_year))
    for each in source["word"]:
        union = unions[each["union"]]
        sign_off(
            period=last,
            tenant=union,
            verdict=each["verdict"],
            words=each.get("words", ""),
            by=coordinators_of(union)[0],
        )
    last = close_period(period=last, by=officer)
    release_closed(last, today=timezone.localdate())
    _correct(source["correction"], unions, last)
    restated = restate(period=last, by=officer)
    _draw(source["sample"], last, evaluator)
    say(f"  {last.name}: closed, {len(restated)} of its numbers restated since")


def _period(year: int, officer) -> Period:
    return make_period(
        name=str(year),
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        by=officer,
    )


def _tell(source: dict, union) -> None:
    """One record, and the steps it has come to since; none lies in the future."""
    today, coordinator = timezone.localdate(), coordinators_of(union)[0]
    if "on" in source:
        day = date.fromisoformat(f"{today.year - 1}-{source['on']}")
    else:
        day = today + timedelta(days=source["days"])
    before = Training.objects.for_tenant(union).filter(starts_on__lt=day)
    facts = dict.fromkeys(FACTS) | {"covered_by_source": "", "evidence_link": ""}
    facts |= {name: source[name] for name in FACTS if name in source}
    facts |= {"country": union.country, "starts_on": day}
    if facts["confirmed_by"]:
        facts["confirmed_on"] = day
    record = tell_outcome(
        tenant=union,
        union=union,
        trainings=before.order_by("-starts_on")[: source["trainings"]],
        step=source["step"],
        by=coordinator,
        **facts,
    )
    for move in source.get("move", []):
        move_outcome(
            outcome=record,
            step=move["step"],
            moved_on=min(day + timedelta(days=move["after"]), today),
            note=move["note"],
            by=coordinator,
        )


def _promise(source: dict, this_year: int, officer) -> None:
    for language, title in source["titles"].items():
        indicator = keep_indicator(
            slug=source["slug"],
            title=title,
            language=language,
            kind=source["kind"],
            unit=source["unit"],
            counted_by=RULES[source["counted_by"]].label,
            sex=source.get("sex", ""),
            baseline=source["baseline"],
            baseline_year=this_year - 2,
            by=officer,
        )
    for year, target in zip((this_year - 1, this_year), source["targets"], strict=True):
        set_span(
            indicator=indicator,
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            target=target,
            by=officer,
        )


def _declare(source: dict, unions: dict, this_year: int, officer) -> None:
    said = {name: value for name, value in source.items() if name != "year"}
    if "union" in said:
        said["union"] = unions[said["union"]]
        said["country"] = said["union"].country
    year = this_year + source["year"]
    declare_total(
        starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), by=officer, **said
    )


def _correct(source: dict, unions: dict, period: Period) -> None:
    """In the union's largest training of the period, so that nobody is told by it."""
    union = unions[source["union"]]
    trainings = Training.objects.for_tenant(union).filter(
        starts_on__range=(period.starts_on, period.ends_on)
    )
    largest = trainings.annotate(n=Count("registrations")).latest("n", "starts_on")
    for line in largest.registrations.order_by("-number")[: source["people"]]:
        take_out(
            registration=line, reason=source["reason"], by=coordinators_of(union)[0]
        )


def _draw(source: dict, period: Period, evaluator) -> None:
    sample = draw_sample(
        period=period, size=source["size"], seed=source["seed"], by=evaluator
    )
    drawn = sample.trainings.order_by("number")
    for each, found in zip(drawn, source["found"], strict=False):
        say_found(sampled=each, found=found, by=evaluator)
