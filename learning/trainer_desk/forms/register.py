"""Everything a trainer types or taps in a register, checked."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learning.classroom.actions.registering import Tick
from learning.classroom.models import AttendanceMark, Registration
from learning.classroom.queries.register import AWAY, LATE, PRESENT, Line
from learning.members import answers
from learning.members.actions.people import LONGEST_NAME
from learning.members.models import Identity
from learning.records import new_id, same_moment_id

STATES = ((PRESENT, _("Present")), (LATE, _("Late")), (AWAY, _("Away")))
MOST_TICKS = 500
LONGEST_WAIT = timedelta(days=400)
LONGEST_REASON = 500
# What a phone sends of a tick.
TICK_FIELDS = {"id", "line", "minutes", "late", "ago"}


@dataclass
class RegisterForm:
    """The list as it stands on the page: a state for each line, and minutes if fewer.

    What has not been touched makes no tick, so two phones do not undo each other. One
    line that cannot be read never loses the others.
    """

    lines: list[Line]
    data: Any
    minutes: int  # of the session
    how: str
    reason: str = ""
    moment: UUID = field(default_factory=new_id)
    errors: dict[UUID, str] = field(default_factory=dict)

    def ticks(self) -> list[Tick]:
        """A tick for each line that was changed; `errors` has those left out."""
        moment = _uuid(self.data.get("moment")) or self.moment
        found = [self._tick(line, moment) for line in self.lines]
        return [each for each in found if each]

    def _tick(self, line: Line, moment: UUID) -> Tick | None:
        state = self.data.get(f"state-{line.pk}", "")
        typed = self.data.get(f"minutes-{line.pk}", "").strip()
        if not state and "rest" in self.data:
            state = PRESENT  # "everybody else is here"
        was = (line.state, str(line.partial or ""))
        if typed and state == was[0] == AWAY:
            state = PRESENT  # away for a part of it only
        if state not in (PRESENT, LATE, AWAY) or (state, typed) == was:
            return None
        if state == was[0] == AWAY:
            return None
        minutes = 0 if state == AWAY else self._minutes(line, typed)
        if minutes is None:
            return None
        said = f"{line.pk} {was} {state} {minutes}"
        return Tick(
            id=same_moment_id(moment, said),
            registration=line.pk,
            minutes=minutes,
            how=self.how,
            marked_at=timezone.now(),
            is_late=state == LATE,
            reason=self.reason,
        )

    def _minutes(self, line: Line, typed: str) -> int | None:
        if not typed:
            return self.minutes
        try:
            minutes = int(typed[:6])
        except ValueError:
            minutes = -1
        if 0 < minutes <= self.minutes:
            return minutes
        self.errors[line.pk] = _("From 1 to %(most)d minutes.") % {"most": self.minutes}
        return None


def read_ticks(raw: Any, *, minutes: int, now: datetime) -> list[Tick | str]:
    """The ticks a phone has sent, as JSON of any kind; for each the Tick, or the text of
    an id where it cannot be read. ValueError where it is no list of ticks at all.

    `minutes` null is the whole session. A tick says how many seconds `ago` it was made,
    not when: the clocks of cheap phones are often wrong.
    """
    ticks = raw.get("ticks") if isinstance(raw, dict) else None
    if not isinstance(ticks, list) or len(ticks) > MOST_TICKS:
        raise ValueError("Not a list of ticks, or too many")
    return [_read_tick(each, minutes, now) for each in ticks]


def _read_tick(raw: Any, minutes: int, now: datetime) -> Tick | str:
    if not isinstance(raw, dict) or set(raw) - TICK_FIELDS:
        return ""
    its_id, line = _uuid(raw.get("id")), _uuid(raw.get("line"))
    there, late, ago = raw.get("minutes"), raw.get("late"), raw.get("ago")
    if its_id is None or line is None:
        return ""
    whole = there is None
    is_sound = (
        (whole or type(there) is int)
        and isinstance(late, bool)
        and type(ago) is int
        and 0 <= ago <= LONGEST_WAIT.total_seconds()
    )
    if not is_sound:
        return str(its_id)
    return Tick(
        id=its_id,
        registration=line,
        minutes=minutes if whole else there,
        how=AttendanceMark.How.TAP,
        marked_at=now - timedelta(seconds=ago),
        is_late=late and there != 0,
    )


def _uuid(raw: Any) -> UUID | None:
    if not isinstance(raw, str) or len(raw) != 36:
        return None
    try:
        return UUID(raw)
    except ValueError:
        return None


class ReasonForm(forms.Form):
    """Why a closed register is corrected."""

    reason = forms.CharField(
        label=_("Why do you correct it?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("This training is closed. Say why you correct it.")
        },
    )


class WriteInForm(forms.Form):
    """Somebody without card and account; a name only with how she agreed to it."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    sex = forms.ChoiceField(
        label=_("She or he is a"), required=False, widget=forms.RadioSelect
    )
    age_band = forms.ChoiceField(label=_("Age"), required=False)
    role_at_work = forms.ChoiceField(label=_("Role in the union"), required=False)
    before = forms.ChoiceField(
        label=_("Been at a training of this programme before?"),
        required=False,
        choices=Registration.Before.choices,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("Name, only if it is needed and wanted"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    basis = forms.ChoiceField(
        label=_("How the person agreed that the name is kept"),
        required=False,
        choices=Identity.Basis.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        skip = [("", _("not stated"))]
        for name, choices in (
            ("sex", answers.Sex.choices),
            ("age_band", answers.AgeBand.choices),
            ("role_at_work", answers.RoleAtWork.choices),
        ):
            self.fields[name].choices = [each for each in choices if each[0]] + skip
        for name in ("sex", "age_band", "role_at_work", "before", "basis"):
            self.fields[name].error_messages["invalid_choice"] = _(
                "Choose one of these."
            )

    def clean(self):
        data = self.cleaned_data
        if data.get("name") and not data.get("basis") and "basis" not in self.errors:
            self.add_error(
                "basis",
                _("A name is kept only if we know how the person agreed. Choose one."),
            )
        return data


@dataclass
class HeadsForm:
    """A grid: age bands down, sexes across; a number in each place, empty is nobody."""

    data: Any = None
    initial: dict[tuple[str, str], int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    MOST = 500

    @property
    def columns(self) -> list[tuple[str, str]]:
        return answers.Sex.choices

    def rows(self) -> list[dict]:
        """What the page shows: a label, and for each sex its cell."""
        return [
            {
                "label": label,
                "cells": [
                    {
                        "name": _cell(sex, band),
                        "label": f"{sex_label}, {label}",
                        "value": self._value(sex, band),
                    }
                    for sex, sex_label in self.columns
                ],
            }
            for band, label in answers.AgeBand.choices
        ]

    def is_valid(self) -> bool:
        for sex, _label in self.columns:
            for band, _band in answers.AgeBand.choices:
                self._read(sex, band)
        return not self.errors

    def _read(self, sex: str, band: str) -> None:
        typed = self.data.get(_cell(sex, band), "").strip()
        if not typed:
            return
        if typed.isdecimal() and len(typed) < 5 and int(typed) <= self.MOST:
            self.counts[sex, band] = int(typed)
        elif not self.errors:
            self.errors.append(
                _("Write how many people, from 0 to %(most)d.") % {"most": self.MOST}
            )

    def _value(self, sex: str, band: str):
        if self.data is not None:
            return self.data.get(_cell(sex, band), "")[:4]
        return self.initial.get((sex, band), "")


def _cell(sex: str, band: str) -> str:
    return f"heads-{sex or 'none'}-{band or 'none'}"
