"""The pieces of a text that are translated one by one, written many at a time.

wagtail-localize asks and writes for each piece by itself: four modules in four languages
took it a hundred thousand statements. The rows here are those it would write, with its
own rules, in a few statements for each page.
"""

import json
from dataclasses import dataclass
from uuid import uuid5

import polib
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from modelcluster.models import ClusterableModel, get_serializable_data_for_fields
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    POImportWarning,
    RelatedObjectSegment,
    String,
    StringNotUsedInContext,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
    UnknownContext,
    UnknownString,
    get_schema_version,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.facts.placeholders import what_is_lost

# In the head of a PO file: which translation it is of.
TRANSLATION_OF = "X-WagtailLocalize-TranslationID"
# What of a translated piece follows from new words.
SAID = [
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by",
    "has_error",
    "field_error",
    "updated_at",
]


def renewed_source(instance: models.Model) -> TranslationSource:
    """Make or renew what translators work from: a page or snippet, as it is stored.

    Does what `get_or_create_from_instance` and `update_from_db` of TranslationSource do.
    """
    if isinstance(instance, Page):
        instance = instance.specific
    model = type(instance)
    instance = model.objects.get(pk=instance.pk)
    if isinstance(instance, ClusterableModel):
        content = instance.to_json()
    else:
        fields = get_serializable_data_for_fields(instance)
        content = json.dumps(fields, cls=DjangoJSONEncoder)
    thing, _is_new = TranslatableObject.objects.get_or_create_from_instance(instance)
    source, _is_new = TranslationSource.objects.update_or_create(
        object=thing,
        locale=instance.locale,
        specific_content_type=ContentType.objects.get_for_model(model),
        defaults={
            "object_repr": str(instance)[:200],
            "content_json": content,
            "schema_version": get_schema_version(instance._meta.app_label),
            "last_updated_at": timezone.now(),
        },
    )
    renew_segments(source)
    return source


@transaction.atomic
def renew_segments(source: TranslationSource) -> None:
    """Cut the source into pieces anew; does what its `refresh_segments` does."""
    instance = source.as_instance()
    pieces = extract_segments(instance)
    context = _contexts(source, instance, {piece.path for piece in pieces})
    strings = _strings(source, [p for p in pieces if isinstance(p, StringSegmentValue)])
    templates = _templates([p for p in pieces if isinstance(p, TemplateSegmentValue)])
    wanted = {kind: [] for kind in KINDS}
    for piece in pieces:
        match piece:
            case StringSegmentValue():
                kind = StringSegment
                attributes = json.dumps(piece.attrs, cls=DjangoJSONEncoder)
                content = (strings[_hash(piece.string.data)], attributes)
            case TemplateSegmentValue():
                kind, content = TemplateSegment, (templates[_uuid_of(piece)],)
            case RelatedObjectSegmentValue():
                kind, content = RelatedObjectSegment, (_related(piece),)
            case OverridableSegmentValue():
                kind = OverridableSegment
                content = (json.dumps(piece.data, cls=DjangoJSONEncoder),)
        wanted[kind].append((context[piece.path], piece.order, *content))
    for kind, rows in wanted.items():
        _bring_up_to_date(kind, source, rows)


# What a piece holds beside its place.
KINDS = {
    StringSegment: ("string_id", "attrs"),
    TemplateSegment: ("template_id",),
    RelatedObjectSegment: ("object_id",),
    OverridableSegment: ("data_json",),
}


def _bring_up_to_date(kind, source: TranslationSource, wanted: list[tuple]) -> None:
    names = ("context_id", "order", *KINDS[kind])
    rows = kind.objects.filter(source=source)
    there = {tuple(found): pk for pk, *found in rows.values_list("pk", *names)}
    missing = [
        kind(source=source, **dict(zip(names, row, strict=True)))
        for row in dict.fromkeys(wanted)
        if row not in there
    ]
    kind.objects.bulk_create(missing)
    gone = [pk for row, pk in there.items() if row not in set(wanted)]
    if gone:
        kind.objects.filter(pk__in=gone).delete()


def _hash(words: str):
    return String._get_data_hash(words)


def _strings(source: TranslationSource, pieces: list) -> dict:
    """The numbers of the strings of these pieces, by the hash of their words."""
    words = {_hash(piece.string.data): piece.string.data for piece in pieces}
    rows = String.objects.filter(locale_id=source.locale_id, data_hash__in=words)
    return _numbers(
        rows,
        "data_hash",
        {
            key: String(locale_id=source.locale_id, data_hash=key, data=data)
            for key, data in words.items()
        },
    )


def _uuid_of(piece: TemplateSegmentValue):
    return _template(piece).uuid


def _template(piece: TemplateSegmentValue) -> Template:
    namespace = uuid5(Template.BASE_UUID_NAMESPACE, piece.format)
    return Template(
        uuid=uuid5(namespace, piece.template),
        template=piece.template,
        template_format=piece.format,
        string_count=piece.string_count,
    )


def _templates(pieces: list) -> dict:
    """The numbers of the templates of these pieces, by what they are known by."""
    wanted = {row.uuid: row for row in map(_template, pieces)}
    return _numbers(Template.objects.filter(uuid__in=wanted), "uuid", wanted)


def _related(piece: RelatedObjectSegmentValue):
    return TranslatableObject.objects.get_or_create(
        content_type=piece.content_type, translation_key=piece.translation_key
    )[0].pk


def _contexts(source: TranslationSource, instance, paths: set[str]) -> dict[str, int]:
    """The numbers of the places of these pieces, by path."""
    wanted = {}
    for path in paths:
        place = Place(path)
        wanted[path] = TranslationContext(
            object_id=source.object_id,
            path_id=TranslationContext._get_path_id(path),
            path=path,
            field_path=TranslationContext.get_field_path(place, instance),
        )
    rows = TranslationContext.objects.filter(object_id=source.object_id)
    return _numbers(rows, "path", wanted)


@dataclass
class Place:
    """A context that is not stored, for wagtail-localize to find its field path."""

    path: str
    field_path: str = ""

    def save(self, **kwargs) -> None:
        """It is stored with the others."""


def _numbers(rows, name: str, wanted: dict) -> dict:
    """The numbers of the rows that are wanted; those that are not there are made.

    Somebody else may make the same ones at the same time: then theirs are taken.
    """
    found = dict(rows.values_list(name, "pk"))
    missing = [row for key, row in wanted.items() if key not in found]
    if missing:
        rows.model.objects.bulk_create(missing, ignore_conflicts=True)
        found = dict(rows.all().values_list(name, "pk"))
    return found


def belongs_to(po: polib.POFile, found: Translation) -> bool:
    """Whether a file is of this translation; one that says nothing may be."""
    return po.metadata.get(TRANSLATION_OF, str(found.uuid)) == str(found.uuid)


@transaction.atomic
def store_words(
    found: Translation, po: polib.POFile, *, user=None, tool_name: str = ""
) -> list[POImportWarning]:
    """Store what a PO file says; returns what did not fit.

    Does what `Translation.import_po` does, and what follows from its signals: a piece
    that has lost a fact is marked, and a title is that of the draft.
    """
    if not belongs_to(po, found):
        return []
    source, warnings = found.source, []
    strings = _stored_strings(source, po)
    contexts = dict(
        TranslationContext.objects.filter(object_id=source.object_id).values_list(
            "path", "pk"
        )
    )
    used = _used_pairs(source)
    there = dict(_translated(source, found.target_locale_id))
    said = {}
    for index, entry in enumerate(po):
        string = strings.get(_hash(entry.msgid))
        context = contexts.get(entry.msgctxt)
        if string is None:
            warnings.append(UnknownString(index, entry.msgid))
        elif context is None:
            warnings.append(UnknownContext(index, entry.msgctxt))
        elif not entry.msgstr:
            continue
        elif (string, context) not in used:
            warnings.append(StringNotUsedInContext(index, entry.msgid, entry.msgctxt))
        elif there.get((string, context)) != entry.msgstr:
            there[string, context] = entry.msgstr
            said[string, context] = entry
    now = timezone.now()
    StringTranslation.objects.bulk_create(
        [
            StringTranslation(
                translation_of_id=string,
                context_id=context,
                locale_id=found.target_locale_id,
                data=entry.msgstr,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=tool_name,
                last_translated_by=user,
                updated_at=now,
                **_errors_in(entry),
            )
            for (string, context), entry in said.items()
        ],
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=SAID,
    )
    for entry in said.values():
        if entry.msgctxt == "title":
            Page.objects.filter(
                translation_key=source.object_id, locale_id=found.target_locale_id
            ).update(draft_title=entry.msgstr)
    return warnings


def _stored_strings(source: TranslationSource, po: polib.POFile) -> dict:
    hashes = {_hash(entry.msgid) for entry in po}
    rows = String.objects.filter(locale_id=source.locale_id, data_hash__in=hashes)
    return dict(rows.values_list("data_hash", "pk"))


def _used_pairs(source: TranslationSource) -> set[tuple]:
    """String and place, of what there is to translate, or was once translated."""
    here = {"context__object_id": source.object_id}
    return {
        *StringSegment.objects.filter(**here).values_list("string", "context"),
        *StringTranslation.objects.filter(**here).values_list(
            "translation_of", "context"
        ),
    }


def _translated(source: TranslationSource, locale_id: int):
    rows = StringTranslation.objects.filter(
        context__object_id=source.object_id, locale_id=locale_id
    )
    for string, context, data in rows.values_list("translation_of", "context", "data"):
        yield (string, context), data


def _errors_in(entry: polib.POEntry) -> dict:
    """Why a piece will not be taken into the page, if it has lost something."""
    if lost := what_is_lost(entry.msgid, entry.msgstr):
        return {"has_error": True, "field_error": lost}
    if "<" not in entry.msgstr:  # no tag that could be forbidden, no link to invent
        return {"has_error": False}
    try:
        StringValue.from_translated_html(entry.msgstr)
        validate_translation_links(entry.msgid, entry.msgstr)
    except ValueError:
        return {"has_error": True}
    return {"has_error": False}
