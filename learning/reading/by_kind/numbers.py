"""Numbers typed in rows: one field for each, named `<activity>.<row>`."""

from collections.abc import Iterable, Mapping


def typed_numbers(activity_id: str, rows: Iterable[str], data: Mapping) -> dict:
    """What a form holds for these rows; those left open are left out."""
    typed = {row: data.get(f"{activity_id}.{row}", "") for row in rows}
    return {row: text for row, text in typed.items() if text.strip()}


def number_fields(activity_id: str, answer: Mapping[str, str]) -> dict[str, list[str]]:
    """The reverse: a stored answer as the fields of its form."""
    return {f"{activity_id}.{row}": [number] for row, number in answer.items()}
