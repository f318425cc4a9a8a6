"""Blocks out of readable files (fixtures/modules/): what the editor stores, with fixed ids.

The short ids of the files become UUIDs made out of them, so that loading a file again
changes the words of a block and never its identity.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from wagtail.blocks import ListBlock, StreamBlock

LISTS = (
    "choices",
    "items",
    "pairs",
    "roles",
    "inputs",
    "parts",
    "rows",
    "checks",
    "sectors",
    "risks",
)
# In these the short id is also a key that the author sees.
KEYED = ("inputs",)
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
        form = FORMS.get(entry["type"], Form())
        known = {"type", "id", *block.child_blocks, *form.fields}
        _refuse_unknown_fields(entry, known, entry["type"])
        for name, child in block.child_blocks.items():
            if isinstance(child, ListBlock) and name in entry:
                _refuse_unknown_items(entry[name], child, f"{entry['type']}.{name}")


def _refuse_unknown_items(items, block: ListBlock, where: str) -> None:
    """The same for the items of a list, where they are written as in the editor."""
    if not isinstance(items, list):
        return  # the labels of a diagram: key and words
    for item in items:
        fields = block.child_block.child_blocks
        _refuse_unknown_fields(item, {"id", *fields}, where)
        for name, child in fields.items():
            if isinstance(child, ListBlock) and name in item:
                _refuse_unknown_items(item[name], child, f"{where}.{name}")


def _refuse_unknown_fields(table: Mapping, known: set[str], where: str) -> None:
    if not isinstance(table, Mapping):
        raise UnknownWordError(f"“{where}” wants tables: {{ id = …, … }}")
    unknown = sorted(set(table) - known)
    if unknown:
        raise UnknownWordError(f"“{where}” has no field “{unknown[0]}”")


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
            raw_item = _raw_keyed if name in KEYED else _raw_item
            value[name] = [raw_item(item, block_id) for item in value[name]]
    if entry["type"] in FORMS:
        value |= FORMS[entry["type"]].change(value, block_id, drawings)
        for name in FORMS[entry["type"]].fields:
            value.pop(name, None)
    for name in FILES:
        if name in value:
            value[name] = drawings[value[name]]
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


def _raw_keyed(item: Mapping, block_id: UUID) -> dict:
    """An item whose short id is also the key by which others point at it."""
    return _raw_item({"key": item["id"], **item}, block_id)


@dataclass(frozen=True)
class Form:
    """How a file writes a block otherwise than the editor.

    `change` gives the fields as the editor has them; `fields` are those it has not.
    """

    change: Callable[[dict, UUID, Mapping[str, str]], dict] = lambda value, *_: value
    fields: tuple[str, ...] = ()


def _diagram(value: dict, block_id: UUID, drawings: Mapping[str, str]) -> dict:
    labels = value.get("labels", {})
    if isinstance(labels, dict):
        labels = [
            {"id": f"label {key}", "key": key, "text": words}
            for key, words in labels.items()
        ]
    raw_labels = [_raw_item(each, block_id) for each in labels]
    return {"svg": drawings[value["file"]], "labels": raw_labels}


def _true_false(value: dict, block_id: UUID, drawings: Mapping[str, str]) -> dict:
    return {"answer": "true" if value["answer"] else "false"}


def _scenario(value: dict, block_id: UUID, drawings: Mapping[str, str]) -> dict:
    scenes = [_raw_keyed(each, block_id) for each in value["scenes"]]
    for scene in scenes:
        options = scene["value"].get("options", ())
        scene["value"]["options"] = [
            _raw_item(each, UUID(scene["id"])) for each in options
        ]
    variables = [_raw_keyed(each, block_id) for each in value["variables"]]
    return {"variables": variables, "scenes": scenes}


def _sorting(value: dict, block_id: UUID, drawings: Mapping[str, str]) -> dict:
    """Files list bins and cards side by side; the editor lays the cards into the bins.

    What a card is does not depend on its bin: it may be moved.
    """
    bins = {each["id"]: {**each, "cards": []} for each in value["bins"]}
    for card in value["cards"]:
        _refuse_unknown_fields(card, {"id", "text", "bin", "why"}, "sorting.cards")
        if card["bin"] not in bins:
            raise UnknownWordError(
                f"card “{card['id']}” goes into “{card['bin']}”, which is no bin"
            )
        bare = {name: raw for name, raw in card.items() if name != "bin"}
        if not WRITTEN_OUT.fullmatch(card["id"]):
            bare["id"] = f"card {card['id']}"
        bins[card["bin"]]["cards"].append(_raw_item(bare, block_id))
    return {"bins": [_raw_item(each, block_id) for each in bins.values()]}


FORMS = {
    "diagram": Form(_diagram, ("file",)),
    "true_false": Form(_true_false),
    "scenario": Form(_scenario),
    "sorting": Form(_sorting, ("cards",)),
}
