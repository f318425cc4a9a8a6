"""What a page points at: pages, pictures and files that its author could have chosen.

The choosers show only what is inside the walls, but a form can be sent without them.
"""

from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy


def foreign_references(instance, user) -> bool:
    """Whether the instance newly points at something the user has no right to choose.

    What it pointed at before stays allowed: an administrator may have put it there.
    """
    before = set()
    if instance.pk:
        stored = type(instance)._base_manager.get(pk=instance.pk)
        before = _references(stored)
        before |= _references(stored.get_latest_revision_as_object())
    added = _references(instance) - before
    return any(not _may_choose(model, pk, user) for model, pk in added)


def _references(instance) -> set[tuple[type, str]]:
    return {
        (model, str(pk))
        for field in instance._meta.get_fields()
        if hasattr(field, "extract_references")
        for model, pk, *_path in field.extract_references(
            field.value_from_object(instance)
        )
    }


def _may_choose(model, pk, user) -> bool:
    if issubclass(model, Page):
        allowed = PagePermissionPolicy().explorable_instances(user)
    elif model is get_image_model():
        allowed = image_policy.instances_user_has_permission_for(user, "choose")
    elif model is get_document_model():
        allowed = document_policy.instances_user_has_permission_for(user, "choose")
    else:
        return user.is_superuser
    return allowed.filter(pk=pk).exists()
