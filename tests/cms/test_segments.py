"""Pieces written many at a time are those that wagtail-localize writes one by one."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from cms.localisation import register
from cms.segments import renew_segments, renewed_source, store_words
from tests.cms.translating import SINGLE, add_lesson, heading

TEXT = {
    "type": "rich_text",
    "id": "0b9cf0f0-7f43-4c6e-9d7c-6a1f4c2e8f01",
    "value": {
        "html": '<h3>Ask</h3><p>Read <a href="https://www.ilo.org/">the <b>law</b></a> on '
        "{fact:c190}.</p><p>Write it down.</p>"
    },
}


@pytest.fixture
def page(module, db):
    Locale.objects.get_or_create(language_code="fr")
    page = add_lesson(module, "one", [heading("Three strengths"), SINGLE, TEXT])
    return type(page).objects.get(pk=page.pk)


def rows_of(source: TranslationSource) -> dict[str, list]:
    """All that the pieces of a source are made of, in words instead of numbers."""
    place = ("context__path", "context__path_id", "context__field_path", "order")
    held = {
        StringSegment: ("string__data", "string__data_hash", "string__locale", "attrs"),
        TemplateSegment: (
            "template__uuid",
            "template__template",
            "template__template_format",
            "template__string_count",
        ),
        OverridableSegment: ("data_json",),
    }
    return {
        kind.__name__: sorted(
            kind.objects.filter(source=source).values_list(*place, *names)
        )
        for kind, names in held.items()
    }


def forget(page: Page) -> None:
    for kind in (StringSegment, TemplateSegment, OverridableSegment):
        kind.objects.all().delete()
    for kind in (StringTranslation, String, Template, TranslationContext):
        kind.objects.all().delete()
    TranslatableObject.objects.all().delete()


def by_the_library(page: Page) -> TranslationSource:
    return TranslationSource.get_or_create_from_instance(page)[0]


def test_the_pieces_are_those_of_wagtail_localize(page):
    theirs = by_the_library(page)
    expected, content = rows_of(theirs), theirs.content_json
    assert all(expected.values())  # each kind is there
    forget(page)

    ours = renewed_source(page)

    assert rows_of(ours) == expected
    assert ours.content_json == content
    assert ours.schema_version == theirs.schema_version
    assert ours.object_repr == theirs.object_repr


def test_a_changed_text_keeps_the_pieces_that_have_not_changed(page):
    source = renewed_source(page)
    before = dict(source.stringsegment_set.values_list("context__path", "pk"))
    page.title = "Another title"
    page.body = page.body.raw_data[:-1]
    page.save()

    again = renewed_source(page)

    after = dict(again.stringsegment_set.values_list("context__path", "pk"))
    assert again.pk == source.pk
    assert set(before) - set(after) == {f"body.{TEXT['id']}.html"}
    assert {path for path, pk in after.items() if before[path] != pk} == {"title"}
    assert not again.templatesegment_set.exists()
    expected = rows_of(again)
    again.refresh_segments()
    assert rows_of(again) == expected


def test_more_pieces_take_no_more_queries(page, django_assert_num_queries):
    source = renewed_source(page)
    page.body = [*page.body.raw_data, *(heading(f"No {n}", n) for n in range(2, 30))]
    page.save()
    source.content_json = page.to_json()

    with django_assert_num_queries(19):
        renew_segments(source)
    assert source.stringsegment_set.count() > 30


@pytest.fixture
def spoken(page):
    """The French of the page, said in all the ways a file can say it."""
    (found,) = register(page)
    po = found.export_po()
    for entry in po:
        entry.msgstr = f"fr: {entry.msgid}"
    lost = next(entry for entry in po if "{fact:" in entry.msgid)
    lost.msgstr = lost.msgstr.replace("{fact:c190}", "C190")
    broken = next(entry for entry in po if entry.msgctxt.startswith("objective"))
    broken.msgstr = "Un <script>piège</script>"
    po[-1].msgstr = ""
    unknown = type(po[0])(msgctxt="nowhere", msgid=po[0].msgid, msgstr="?")
    unheard = type(po[0])(msgctxt="title", msgid="Never written", msgstr="?")
    elsewhere = type(po[0])(msgctxt="title", msgid=broken.msgid, msgstr="?")
    po.extend([unknown, unheard, elsewhere])
    return found, po


def words_of(found: Translation) -> list[tuple]:
    return sorted(
        StringTranslation.objects.filter(locale=found.target_locale).values_list(
            "context__path",
            "translation_of__data",
            "data",
            "translation_type",
            "tool_name",
            "last_translated_by",
            "has_error",
            "field_error",
        )
    )


def test_a_file_comes_in_as_wagtail_localize_takes_it(spoken):
    found, po = spoken
    with override("en"):
        warned = found.import_po(po, tool_name="PO file")
        expected = words_of(found)
        StringTranslation.objects.all().delete()

        assert store_words(found, po, tool_name="PO file") == warned

    assert len(warned) == 3
    assert words_of(found) == expected
    assert sum(row[-2] for row in expected) == 2  # a lost fact, and a forbidden tag


def test_taking_in_again_writes_only_what_is_new(spoken):
    found, po = spoken
    store_words(found, po)
    before = {row.pk: row.updated_at for row in StringTranslation.objects.all()}
    objective = next(entry for entry in po if entry.msgctxt == "objective")
    objective.msgstr = "Je peux"

    store_words(found, po)

    changed = [
        row.context.path
        for row in StringTranslation.objects.all()
        if before[row.pk] != row.updated_at
    ]
    assert changed == ["objective"]
    row = StringTranslation.objects.get(context__path="objective")
    assert (row.data, row.has_error) == ("Je peux", False)


def test_a_file_of_another_translation_is_not_taken(spoken):
    found, po = spoken
    po.metadata["X-WagtailLocalize-TranslationID"] = "another"

    assert store_words(found, po) == []
    assert words_of(found) == []


def test_the_draft_has_the_translated_title_at_once(spoken):
    found, po = spoken
    found.save_target(publish=False)
    store_words(found, po)

    assert found.get_target_instance().draft_title == "fr: About one"
