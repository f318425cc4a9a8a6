"""Which facts a page uses, where, and what is wrong with how it does."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField

from cms.facts.placeholders import keys_in, named, slips_in
from cms.snippets.fact import Fact
from cms.snippets.fact_use import FactUse


def owner_id_of(page: Page):
    """The id of the union whose page this is, or None for the programme's own."""
    # By name, because the pages ask this room when they are checked.
    homes = apps.get_model("cms", "HomePage").objects.ancestor_of(page, inclusive=True)
    return homes.values_list("union_id", flat=True).first()


def shows_facts(page: Page) -> bool:
    """Whether facts are put into a page: publishing does it, for what it compiles."""
    return getattr(page, "shows_facts", False)


def fields_with_words(page: Page) -> list[str]:
    """The names of the fields that hold an author's words."""
    return [
        each.field_name
        for each in type(page).translatable_fields
        if isinstance(each, TranslatableField)
    ]


def problems_of(page: Page, owner_id) -> Iterator[tuple[str, str]]:
    """Pairs of a field and a sentence about what is wrong with its facts."""
    for field in fields_with_words(page):
        value = getattr(page, field)
        keys, slips = keys_in(value), slips_in(value)
        if (keys or slips) and not shows_facts(page):
            yield field, _("Facts can stand in lessons and modules only.")
            continue
        if slips:
            yield (
                field,
                _("“%(slip)s” is not a fact. Write it like this: {fact:csddd-applies}")
                % {"slip": slips[0]},
            )
        meaning = Fact.objects.meanings_of(keys, owner_id) if keys else {}
        unknown = [key for key in keys if key not in meaning]
        if unknown:
            yield (
                field,
                _("There is no such fact: %(keys)s. Write it first, under Facts.")
                % {"keys": named(unknown)},
            )


def _uses(page: Page) -> Iterator[tuple[str, str, str, str]]:
    """Field, block, kind of block, key."""
    for field in fields_with_words(page):
        value = getattr(page, field)
        if isinstance(value, StreamValue):
            for child in value:
                for key in keys_in(child.value):
                    yield field, child.id or "", child.block_type, key
        else:
            for key in keys_in(value):
                yield field, "", "", key


def refresh_uses(page: Page) -> None:
    """Write down which facts a page uses, as it is in memory. Idempotent."""
    if not shows_facts(page):
        return
    there = {
        (use.field, use.block, use.kind, use.key): use
        for use in FactUse.objects.filter(page=page.pk)
    }
    used = dict.fromkeys(_uses(page))
    gone = [use.pk for place, use in there.items() if place not in used]
    if gone:
        FactUse.objects.filter(pk__in=gone).delete()
    if not used:
        return
    owner_id = owner_id_of(page)
    language = page.locale.language_code
    meaning = Fact.objects.meanings_of({key for *_place, key in used}, owner_id)
    new = []
    for place in used:
        field, block, kind, key = place
        use, fact = there.get(place), meaning.get(key)
        if use is None:
            new.append(
                FactUse(
                    page_id=page.pk,
                    language=language,
                    field=field,
                    block=block,
                    kind=kind,
                    key=key,
                    fact=fact,
                )
            )
        elif use.fact != fact:
            FactUse.objects.filter(pk=use.pk).update(fact=fact)
    FactUse.objects.bulk_create(new)


def note_shown(page: Page) -> None:
    """Write down that what trainees read comes from the live revision of this page."""
    FactUse.objects.filter(page=page.pk).update(shown_revision=page.live_revision_id)


def is_shown(page: Page) -> bool:
    """Whether trainees read the live revision of this page, and it uses facts."""
    return FactUse.objects.filter(
        page=page.pk, shown_revision=page.live_revision_id or 0
    ).exists()
