"""What an address of the trainer's desk is about: hers, or not there."""

from django.http import Http404, HttpRequest

from learning.classroom.models import Training, TrainingSession
from learning.classroom.queries.trainings import session_for, training_for
from learning.classroom.rules import tenants_of_trainer


def tenants_or_404(request: HttpRequest) -> list:
    tenants = tenants_of_trainer(request.user)
    if not tenants:
        raise Http404
    return tenants


def training_or_404(request: HttpRequest, pk) -> Training:
    found = training_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def session_or_404(request: HttpRequest, training, session) -> TrainingSession:
    """With its training and union."""
    found = session_for(request.user, session)
    if found is None or found.training_id != training:
        raise Http404
    return found
