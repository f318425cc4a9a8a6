import pytest
from django.apps import apps

from learning.privacy import declared_fields


def own_models():
    return [
        model
        for app in ("learning", "cms")
        if apps.is_installed(app)
        for model in apps.get_app_config(app).get_models()
    ]


def own_fields(model) -> set[str]:
    """Fields of the model itself; the link to a parent model carries nothing."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return {
        field.name
        for field in fields
        if not (
            field.remote_field and getattr(field.remote_field, "parent_link", False)
        )
    }


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_says_what_it_knows_about_a_person(model):
    assert "Privacy" in vars(model), f"{model.__name__} has no class Privacy"
    declared = {
        name
        for name in declared_fields(model)
        # `id` of a table without a named key, and a parent link, may be said or not.
        if not _is_parent_link(model, name)
    }
    assert declared == own_fields(model)


def _is_parent_link(model, name):
    field = model._meta.get_field(name)
    return bool(
        field.remote_field and getattr(field.remote_field, "parent_link", False)
    )


def test_a_field_named_twice_is_a_mistake():
    class Model:
        class Privacy:
            kept = ("name",)
            erased = ("name",)

    with pytest.raises(ValueError, match="declared twice"):
        declared_fields(Model)
