"""Blocks out of readable files (fixtures/modules/): what the editor stores, with fixed ids.

The short ids of the files become UUIDs made out of them, so that loading a file again
changes the words of a block and never its identity.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from wagtail.blocks import StreamBlock

LISTS = (
    "choices",
    "items",
    "pairs",
    "inputs",
    "parts",
    "rows",
    "checks",
    "sectors",
    "risks",
)
# In these the short id is also a key that the author sees.
KEYED = ("inputs",)


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
    file names of diagrams to their SVG.
    """
    return [_raw_block(entry, namespace, drawings) for entry in entries]


def cleaned_stream(value):
    """Return a StreamValue as the editor would save it; raise ValidationError as it would."""
    return value.stream_block.clean(value)


def _raw_block(entry: Mapping, namespace: UUID, drawings: Mapping[str, str]) -> dict:
    block_id = uuid5(namespace, entry["id"])
    value = {name: raw for name, raw in entry.items() if name not in ("type", "id")}
    for name in LISTS:
        if name in value:
            value[name] = [
                _raw_item(
                    {"key": item["id"], **item} if name in KEYED else item, block_id
                )
                for item in value[name]
            ]
    if entry["type"] == "diagram":
        value["svg"] = drawings[value.pop("file")]
        labels = value.get("labels", {})
        value["labels"] = [
            _raw_item({"id": f"label {key}", "key": key, "text": words}, block_id)
            for key, words in labels.items()
        ]
    if entry["type"] == "true_false":
        value["answer"] = "true" if value["answer"] else "false"
    return {"type": entry["type"], "id": str(block_id), "value": value}


def _raw_item(item: Mapping, block_id: UUID) -> dict:
    value = {name: raw for name, raw in item.items() if name != "id"}
    return {"type": "item", "id": str(uuid5(block_id, item["id"])), "value": value}
