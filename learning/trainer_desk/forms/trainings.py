"""Planning a training: one page, also without JavaScript."""

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from learning.classroom.actions.trainings import Meeting
from learning.classroom.models import Project, Training
from learning.classroom.rules import coordinates
from learning.members.countries import country_choices
from learning.members.models import Union, User
from learning.members.queries import coordinators_of, trainers_of_tenant
from learning.trainer_desk.forms.contents import ContentsField, module_rows
from learning.trainer_desk.referrals import service_choices, words_of_service

MOST_SESSIONS = 40
PLACE = 160
FIRST_YEAR, YEARS_AHEAD = 1990, 10


def _day_of_our_times(day) -> None:
    """A year half typed is a date too: 0206-11-26, or 20026."""
    if not FIRST_YEAR <= day.year <= timezone.localdate().year + YEARS_AHEAD:
        raise forms.ValidationError(_("Write the day like this: 2026-11-22."))


def day_field(**options) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        validators=[_day_of_our_times],
        error_messages={
            "invalid": _("Write the day like this: 2026-11-22."),
            "required": _("On which day?"),
        },
        **options,
    )


class SessionForm(forms.Form):
    """One meeting: day, time, how long, and where if that is elsewhere."""

    pk = forms.UUIDField(required=False, widget=forms.HiddenInput)
    held_on = day_field(label=_("Day"))
    starts_at = forms.TimeField(
        label=_("Begins at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time like this: 08:30.")},
    )
    hours = forms.IntegerField(
        label=_("Hours"),
        min_value=0,
        max_value=24,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    minutes = forms.IntegerField(
        label=_("and minutes"),
        min_value=0,
        max_value=59,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    place = forms.CharField(
        label=_("Place, if another"), required=False, max_length=PLACE
    )

    def clean(self):
        data = self.cleaned_data
        lasts = (data.get("hours") or 0) * 60 + (data.get("minutes") or 0)
        if not self.errors and not 5 <= lasts <= 24 * 60:
            self.add_error(
                "hours",
                _("How long does it last? At least five minutes, at most a day."),
            )
        data["lasts"] = lasts
        return data

    def meeting(self) -> Meeting:
        data = self.cleaned_data
        return Meeting(
            pk=data["pk"],
            held_on=data["held_on"],
            starts_at=data["starts_at"],
            minutes=data["lasts"],
            place=data["place"],
        )

    @staticmethod
    def initial_of(meeting) -> dict:
        hours, minutes = divmod(meeting.minutes, 60)
        return {
            "pk": meeting.pk,
            "held_on": meeting.held_on,
            "starts_at": meeting.starts_at,
            "hours": hours,
            "minutes": minutes,
            "place": meeting.place,
        }


class _Sessions(forms.BaseFormSet):
    """At least one that is not taken away."""

    default_error_messages = forms.BaseFormSet.default_error_messages | {
        "too_many_forms": _("A training has at most %(num)d sessions."),
        "missing_management_form": _("Something was lost on the way. Send it again."),
    }

    def clean(self):
        if not any(self.errors) and not self.meetings():
            raise forms.ValidationError(_("When do you meet? Fill in one session."))

    def meetings(self) -> list[Meeting]:
        return [
            form.meeting()
            for number, form in enumerate(self.forms)
            # Those that were there are kept as they stand; an empty one is no session.
            if (form.has_changed() or number < self.initial_form_count())
            and not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this session away")


def sessions_form(data=None, *, initial=(), extra=0):
    """The formset of sessions; `extra` empty ones behind those there are."""
    made = forms.formset_factory(
        SessionForm,
        formset=_Sessions,
        extra=extra,
        can_delete=True,
        max_num=MOST_SESSIONS,
        validate_max=True,
        absolute_max=MOST_SESSIONS + 10,
    )
    return made(data, initial=list(initial), prefix="sessions")


class TrainingForm(forms.Form):
    """What is taught, to whom, in which language, and who pays for it."""

    title = forms.CharField(
        label=_("What you call it"),
        help_text=_("As it may stand on papers that others see."),
        max_length=160,
        error_messages={"required": _("Give it a name, so that you find it again.")},
    )
    union = forms.ModelChoiceField(None, label=_("Union"), empty_label=None)
    contents = ContentsField()
    modality = forms.ChoiceField(
        label=_("How"),
        choices=Training.Modality.choices,
        initial=Training.Modality.IN_CLASS,
        widget=forms.RadioSelect,
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=PLACE)
    link = forms.URLField(
        label=_("Link, if you meet online"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("A link begins with https://")},
    )
    language = forms.ChoiceField(label=_("Language you teach in"))
    country = forms.ChoiceField(label=_("Country"))
    project = forms.ModelChoiceField(
        None, label=_("Project"), required=False, empty_label=_("None, or I don't know")
    )
    for_trainers = forms.BooleanField(
        label=_("For people who will train others"), required=False
    )
    service = forms.ChoiceField(label=_("A service people can turn to"), required=False)
    referral = forms.CharField(
        label=_("Or write: whom people can turn to afterwards"),
        help_text=_("An office or a person in the union, with a public number."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    trainer = forms.ModelChoiceField(None, label=_("Trainer"), required=False)
    co_trainer = forms.ModelChoiceField(
        None, label=_("Second trainer"), required=False, empty_label=_("Nobody")
    )
    reason = forms.CharField(
        label=_("Why do you correct it?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("This training is closed. Say why you correct it.")
        },
    )

    def __init__(self, *args, user, tenants, training=None, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language()
        unions = Union.objects.filter(tenant__in=tenants).order_by("name")
        self.fields["union"].queryset = unions
        self.fields["contents"].offer(module_rows(tenants, language))
        self.fields["language"].choices = settings.LANGUAGES
        self.fields["country"].choices = country_choices(language)
        self.fields["project"].queryset = _projects(training)
        self.fields["service"].choices = [
            ("", _("Choose, or write below")),
            *service_choices(tenants, language),
        ]
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                field.error_messages["invalid_choice"] = _("Choose one of these.")
            if name in ("place", "title"):
                field.widget.attrs["autocomplete"] = "off"
        if training:
            del self.fields["union"], self.fields["trainer"]
        if not (training and training.is_closed):
            del self.fields["reason"]
        self._people(user, tenants, training)

    def _people(self, user, tenants, training):
        """Who holds it, which a coordinator says; a trainer plans her own."""
        mine = [each for each in tenants if coordinates(user, each)]
        if training:
            mine = [each for each in mine if each.pk == training.tenant_id]
        near = {
            each.pk
            for tenant in mine
            for each in [*trainers_of_tenant(tenant), *coordinators_of(tenant)]
        }
        for name in ("trainer", "co_trainer"):
            if name in self.fields and not mine:
                del self.fields[name]
            elif name in self.fields:
                found = User.objects.filter(pk__in=near).order_by("sign_in_name")
                self.fields[name].queryset = found
        if "trainer" in self.fields:
            self.fields["trainer"].empty_label = _("Myself")

    def clean(self):
        data = self.cleaned_data
        chosen = data.get("service")
        if chosen:
            language = data.get("language") or get_language()
            said = words_of_service(chosen, language)
            written = data.get("referral", "")
            data["referral"] = "\n".join(dict.fromkeys([said, *written.splitlines()]))
        return data

    def details(self) -> dict:
        """What `plan_training` and `change_training` take."""
        names = ("title", "modality", "place", "link", "language", "country")
        names += ("project", "for_trainers", "referral")
        details = {name: self.cleaned_data[name] for name in names}
        if "co_trainer" in self.fields:
            second = self.cleaned_data["co_trainer"]
            details["co_trainers"] = [second] if second else []
        if "reason" in self.fields:
            details["reason"] = self.cleaned_data["reason"]
        return details


def _projects(training):
    """Those that run; and the one it has."""
    today = timezone.localdate()
    running = Project.objects.exclude(ends_on__lt=today)
    if training and training.project_id:
        running |= Project.objects.filter(pk=training.project_id)
    return running.order_by("name")
