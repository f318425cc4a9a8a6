"""What is inside somebody's walls: pages, files, translations, people she may see."""

from functools import partial

from django.apps import apps
from django.contrib.auth import get_user_model
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page, TaskState
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import (
    OverridableSegment,
    Translation,
    TranslationSource,
)

from cms.pages.home import HomePage
from cms.snippets.fact import Fact
from cms.snippets.glossary import GlossaryTerm
from cms.snippets.help_service import HelpService

SEEN = ("add", "change", "delete", "choose")


def pages_of(user):
    """The pages the user works on, and those above them."""
    return page_permission_policy.explorable_instances(user)


def images_of(user):
    return image_policy.instances_user_has_any_permission_for(user, SEEN)


def documents_of(user):
    return document_policy.instances_user_has_any_permission_for(user, SEEN)


def unions_of(user):
    """The ids of the unions in whose workspaces the user works."""
    homes = HomePage.objects.filter(pk__in=pages_of(user), union__isnull=False)
    return homes.values_list("union", flat=True).distinct()


def seen_of(model, user):
    """Of facts, terms or help services those the user may read: see OwnedQuerySet."""
    if user.is_superuser:
        return model.objects.all()
    return model.objects.seen_by(unions_of(user))


def own_of(model, user):
    """Those of whom the user writes for: her unions, or the programme."""
    if user.is_superuser:
        return model.objects.all()
    return model.objects.written_by(
        unions_of(user), programme=writes_for_programme(user)
    )


def writes_for_programme(user) -> bool:
    homes = HomePage.objects.filter(pk__in=pages_of(user), union__isnull=True)
    return homes.exists()


def colleagues_of(user):
    """The accounts that share a group with the user; all of them for a superuser."""
    if user.is_superuser:
        return get_user_model().objects.filter(groups__isnull=False).distinct()
    return get_user_model().objects.filter(groups__in=user.groups.all()).distinct()


def is_page_inside(user, pk) -> bool:
    return _holds(pages_of(user), pk)


def is_image_inside(user, pk) -> bool:
    return _holds(images_of(user), pk)


def is_document_inside(user, pk) -> bool:
    return _holds(documents_of(user), pk)


def is_seen(model, user, pk) -> bool:
    return _holds(seen_of(model, user), pk)


def is_own(model, user, pk) -> bool:
    return _holds(own_of(model, user), pk)


def is_translation_source_inside(user, pk) -> bool:
    key = TranslationSource.objects.filter(pk=pk).values("object_id")
    return (
        pages_of(user).filter(translation_key__in=key).exists()
        or own_of(Fact, user).filter(translation_key__in=key).exists()
    )


def is_translation_inside(user, pk) -> bool:
    found = Translation.objects.filter(pk=pk).first()
    return found is not None and is_translation_source_inside(user, found.source_id)


def is_object_inside(user, app_label: str, model_name: str, pk) -> bool:
    """The same for an object named by its model, as some addresses do."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError:
        return False
    if issubclass(model, Page):
        return is_page_inside(user, pk)
    checks = {
        get_image_model(): is_image_inside,
        get_document_model(): is_document_inside,
        GlossaryTerm: partial(is_own, GlossaryTerm),
        Fact: partial(is_own, Fact),
        HelpService: partial(is_own, HelpService),
    }
    return model in checks and checks[model](user, pk)


def is_link(overridable_segment_id) -> bool:
    """Whether what a translator may override is an address, and not a file."""
    found = OverridableSegment.objects.filter(pk=overridable_segment_id).first()
    return found is not None and isinstance(found.data, str)


def is_task_of_page(task_state_id, page_id) -> bool:
    """Whether a moderation task is about that page, and not about another one."""
    return TaskState.objects.filter(
        pk=task_state_id, workflow_state__object_id=str(page_id)
    ).exists()


def _holds(queryset, pk) -> bool:
    try:
        return queryset.filter(pk=pk).exists()
    except (ValueError, TypeError, OverflowError):
        return False
