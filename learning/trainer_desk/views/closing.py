"""Closing the day: seven short steps, one a page, in any order and as often as needed."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from learning.certificates.actions import issue_participation, put_name_on_paper
from learning.certificates.pdf import certificates_pdf
from learning.certificates.wording import paper_of
from learning.classroom import rules
from learning.classroom.actions.closing import (
    attest,
    close_training,
    count_smileys,
    key_in_paper_scores,
)
from learning.classroom.actions.registering import Tick, mark
from learning.classroom.errors import NotAttestedError
from learning.classroom.models import AttendanceMark, Attestation, PaperScore
from learning.classroom.queries import closing as queries
from learning.classroom.queries.on_paper import gain_on_paper, paper_questions
from learning.classroom.queries.trainings import training_for
from learning.members import opened_names
from learning.members.copying import language_of
from learning.members.doors import staff_required
from learning.members.forms import posted
from learning.members.rules import NEAR_PEOPLE
from learning.members.views.entering import UNPROCESSABLE
from learning.records import new_id
from learning.trainer_desk import texts
from learning.trainer_desk.forms.closing import (
    AttestForm,
    NamesForm,
    PaperForm,
    SmileysForm,
    StayedForm,
)


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    minutes: int


# Ten minutes in all, for 28 people.
STEPS = (
    Step("stayed", gettext_lazy("Who stayed"), 2),
    Step("smileys", gettext_lazy("Three smileys"), 1),
    Step("test", gettext_lazy("The test on paper"), 2),
    Step("certificates", gettext_lazy("Certificates"), 2),
    Step("later", gettext_lazy("What comes later"), 1),
    Step("evidence", gettext_lazy("The register is right"), 1),
    Step("done", gettext_lazy("Close"), 1),
)
NAMES = [step.name for step in STEPS]


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@staff_required(*NEAR_PEOPLE)
def step(request, training: UUID, step: str):
    """`/<lang>/trainings/<training>/close/<step>/`."""
    found = training_for(request.user, training)
    if found is None or step not in NAMES:
        raise Http404
    if found.is_closed and step not in ("certificates", "later", "done"):
        return redirect("trainer_desk:close", found.pk, "done")
    return _VIEWS[step](request, found)


def _page(request, training, name, form=None, **more):
    at = NAMES.index(name)
    return render(
        request,
        "learning/trainer_desk/close.html",
        {
            "template_of_step": f"learning/trainer_desk/close_{name}.html",
            "training": training,
            "steps": STEPS,
            "step": STEPS[at],
            "number": at + 1,
            "minutes_left": sum(each.minutes for each in STEPS[at:]),
            "before": NAMES[at - 1] if at else "",
            "form": form,
            **more,
        },
        status=UNPROCESSABLE if form is not None and form.is_bound else None,
    )


def _on(training, name):
    """To the step after this one."""
    return redirect("trainer_desk:close", training.pk, NAMES[NAMES.index(name) + 1])


def _stayed(request, training):
    """Minutes in the last session held; where she was ticked, that stands there."""
    session = (
        training.sessions.filter(held_on__lte=timezone.localdate()).last()
        or training.sessions.last()
    )
    lines = queries.who_stayed(training)
    if session is None:
        return _on(training, "stayed")
    held = {str(row.registration_id): row.minutes for row in session.attendances.all()}
    form = StayedForm(
        posted(request), lines=lines, minutes=session.minutes, initial=held
    )
    if form.is_valid():
        now = timezone.now()
        changed = {
            pk: minutes
            for pk, minutes in form.minutes().items()
            if held.get(str(pk)) != minutes
        }
        mark(
            session=session,
            ticks=[
                Tick(new_id(), pk, minutes, AttendanceMark.How.TAP, now)
                for pk, minutes in changed.items()
            ],
            by=request.user,
        )
        return _on(training, "stayed")
    return _page(request, training, "stayed", form, session=session)


def _smileys(request, training):
    known = {
        f"{row.question}-{face}": getattr(row, face)
        for row in training.smileys.all()
        for face, _label in SmileysForm.FACES
    }
    people = queries.people_there(training)
    form = SmileysForm(posted(request), people=people, initial=known)
    if form.is_valid():
        for question, numbers in form.counts().items():
            count_smileys(
                training=training, question=question, by=request.user, **numbers
            )
        return _on(training, "smileys")
    return _page(request, training, "smileys", form, groups=form.groups())


def _test(request, training):
    """The test after, or with `?test=pre` the one before."""
    test = PaperScore.Test.PRE if request.GET.get("test") == "pre" else "post"
    questions = paper_questions(training, training.language)
    known = {str(row.question): row for row in training.paper_scores.filter(test=test)}
    initial = {key: row.right for key, row in known.items()}
    initial["sheets"] = next((row.sheets for row in known.values()), None)
    form = PaperForm(posted(request), questions=questions, initial=initial)
    if form.is_valid():
        key_in_paper_scores(
            training=training,
            test=test,
            sheets=form.cleaned_data["sheets"],
            right=form.right(),
            by=request.user,
        )
        if test == PaperScore.Test.PRE:  # that one is keyed in first, if there was one
            return redirect("trainer_desk:close", training.pk, "test")
        return _on(training, "test")
    return _page(
        request,
        training,
        "test",
        form,
        test=test,
        has_questions=bool(questions),
        gain=gain_on_paper(training),
    )


def _certificates(request, training):
    """Everybody who stayed long enough; names are typed for the paper and not kept."""
    lines = [
        line
        for line in queries.who_stayed(training)
        if queries.stayed_long_enough(line, training)
    ]
    names = {}
    may_open = rules.can_open_names(request.user, training)
    if may_open:
        names = opened_names.names_for(
            request,
            tenant=training.tenant_id,
            participants=[line.registration.participant_id for line in lines],
            thing="training",
            thing_id=training.pk,
        )
    form = NamesForm(posted(request), lines=lines, names=names)
    if lines and form.is_valid():
        return _print(request, training, lines, form.names())
    return _page(
        request,
        training,
        "certificates",
        form,
        lines=lines,
        may_open=may_open,
        names_open=opened_names.are_open(request),
    )


def _print(request, training, lines, names) -> HttpResponse:
    discreet = queries.is_discreet(training)
    papers = []
    for line in lines:
        certificate = issue_participation(
            registration=line.registration,
            minutes=line.minutes,
            is_discreet=discreet,
            by=request.user,
        )
        name = " ".join(names[line.registration.pk].split())
        if name:
            put_name_on_paper(certificate=certificate, name=name, by=request.user)
        certificate.training, certificate.union = training, training.union
        papers.append(paper_of(certificate, name, training.language))
    answer = HttpResponse(certificates_pdf(papers), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="certificates.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


def _later(request, training):
    if request.method == "POST":
        return _on(training, "later")
    return _page(
        request,
        training,
        "later",
        days=queries.follow_up_days(training),
        text=texts.follow_up(training, language_of(training.language)),
    )


def _evidence(request, training):
    figures = queries.register_figures(training)
    given = queries.attestations_of(training)
    standing = [each for each in given if each.register_hash == figures.register_hash]
    form = AttestForm(posted(request), roles=_roles(request.user, training))
    if form.is_valid():
        attest(training=training, role=form.cleaned_data["role"], by=request.user)
        return redirect("trainer_desk:close", training.pk, "evidence")
    return _page(
        request,
        training,
        "evidence",
        form,
        figures=figures,
        standing=standing,
        outdated=len(given) - len(standing),
        is_enough=len({each.role for each in standing}) > 1,
    )


def _roles(user, training) -> list[str]:
    """As whom this account may say that the register is right."""
    roles = []
    if training.trainer_id == user.pk:
        roles += [Attestation.Role.TRAINER]
    if training.co_trainers.filter(user=user).exists():
        roles += [Attestation.Role.CO_TRAINER]
    if rules.coordinates(user, training.tenant_id):
        roles += [Attestation.Role.COORDINATOR]
    return [*roles, Attestation.Role.ELECTED]


def _done(request, training):
    if request.method == "POST" and not training.is_closed:
        try:
            training = close_training(training=training, by=request.user)
        except NotAttestedError:
            messages.error(
                request,
                _("First you and a second person say that the register is right."),
            )
            return redirect("trainer_desk:close", training.pk, "evidence")
        messages.success(request, _("The training is closed. Well done."))
        return redirect("trainer_desk:close", training.pk, "done")
    lines = queries.who_stayed(training)
    return _page(
        request,
        training,
        "done",
        people=sum(line.minutes > 0 for line in lines),
        long_enough=sum(queries.stayed_long_enough(line, training) for line in lines),
        gain=gain_on_paper(training),
    )


_VIEWS = {
    "stayed": _stayed,
    "smileys": _smileys,
    "test": _test,
    "certificates": _certificates,
    "later": _later,
    "evidence": _evidence,
    "done": _done,
}
