"""Blocks out of readable files (fixtures/modules/): what the editor stores, with fixed ids.

The short ids of the files become UUIDs made out of them, so that loading a file again
changes the words of a block and never its identity.
"""

import re
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from wagtail.blocks import StreamBlock

LISTS = ("choices", "items", "pairs")
# Fields that name a picture or a file, and what they say in a file of a module.
FILES = ("image", "document")
WRITTEN_OUT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class UnknownWordError(ValueError):
    """A file names a block or a field that there is not; likely a slip of the pen."""


def refuse_unknown(entries: Iterable[Mapping], stream_block: StreamBlock) -> None:
    """Raise UnknownWordError for what the editor would drop without a word."""
    for entry in entries:
        block = stream_block.child_blocks.get(entry["type"])
        if block is None:
            raise UnknownWordError(f"there is no block “{entry['type']}”")
        known = {"type", "id", *block.child_blocks}
        if entry["type"] == "diagram":
            known.add("file")
        unknown = sorted(set(entry) - known)
        if unknown:
            raise UnknownWordError(f"“{entry['type']}” has no field “{unknown[0]}”")


def raw_stream(
    entries: Iterable[Mapping], *, namespace: UUID, drawings: Mapping[str, str]
) -> list[dict]:
    """Return the raw value of a StreamField; assign it to `page.body`, then clean it.

    `namespace` is the page's own (its translation key will do); `drawings` maps the
    file names of diagrams to their SVG, and those of pictures and files to their number.
    """
    return [_raw_block(entry, namespace, drawings) for entry in entries]


def cleaned_stream(value):
    """Return a StreamValue as the editor would save it; raise ValidationError as it would."""
    return value.stream_block.clean(value)


def _raw_block(entry: Mapping, namespace: UUID, drawings: Mapping[str, str]) -> dict:
    block_id = identity(namespace, entry["id"])
    value = {name: raw for name, raw in entry.items() if name not in ("type", "id")}
    for name in LISTS:
        if name in value:
            value[name] = [_raw_item(item, block_id) for item in value[name]]
    if entry["type"] == "diagram":
        value["svg"] = drawings[value.pop("file")]
        labels = value.get("labels", {})
        if isinstance(labels, dict):
            labels = [
                {"id": f"label {key}", "key": key, "text": words}
                for key, words in labels.items()
            ]
        value["labels"] = [_raw_item(item, block_id) for item in labels]
    for name in FILES:
        if name in value:
            value[name] = drawings[value[name]]
    if entry["type"] == "true_false":
        value["answer"] = "true" if value["answer"] else "false"
    return {"type": entry["type"], "id": str(block_id), "value": value}


def _raw_item(item: Mapping, block_id: UUID) -> dict:
    value = {name: raw for name, raw in item.items() if name != "id"}
    return {"type": "item", "id": str(identity(block_id, item["id"])), "value": value}


def identity(namespace: UUID, short_id: str) -> UUID:
    """The id of a block or an item: made of the short one, or, written in full, itself."""
    return (
        UUID(short_id)
        if WRITTEN_OUT.fullmatch(short_id)
        else uuid5(namespace, short_id)
    )
