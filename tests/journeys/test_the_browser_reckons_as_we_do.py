"""The modules of the activities, held to the vectors that Python is held to."""

import pytest

from tests.learning.activities.vectors import vectors

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def reckoned(site, browser):
    """`reckoned("numbers.js", "each => module.numberIn(each.typed)", rows)`."""
    context = browser.new_context(base_url=site.base_url)
    page = context.new_page()
    # Any page of ours: its policy lets modules of the house in, and nothing else.
    page.goto("/en/gallery/")

    def reckon(file: str, function: str, rows: list[dict]) -> list:
        call = f"""async (rows) => {{
          const module = await import("/static/cms/js/{file}");
          return rows.map({function});
        }}"""
        return page.evaluate(call, rows)

    yield reckon
    context.close()


def test_formulas(reckoned):
    rows = vectors("formula")
    found = reckoned(
        "formula.js",
        """({ formula, values }) => {
          try { return module.decimalString(module.evaluate(formula, values)); }
          catch (error) { return { error: error.message }; }
        }""",
        rows,
    )
    expected = [
        {"error": row["error"]} if "error" in row else row["result"] for row in rows
    ]
    for row, ours, theirs in zip(rows, expected, found, strict=True):
        assert theirs == ours, row["formula"]


def test_numbers_as_people_type_them(reckoned):
    rows = vectors("numbers")
    found = reckoned("numbers.js", "(row) => module.numberIn(row.typed)", rows)
    for row, theirs in zip(rows, found, strict=True):
        assert theirs == row["number"], row["typed"]


def test_costings(reckoned):
    rows = [row for row in vectors("costing") if "result" in row]
    found = reckoned(
        "formula.js",
        """({ activity, canonical }) => {
          const start = activity.inputs.map(({ id, value }) => [id, value]);
          const values = { ...Object.fromEntries(start), ...canonical };
          return module.decimalString(module.evaluate(activity.formula, values));
        }""",
        rows,
    )
    assert found == [row["result"] for row in rows]
