"""Steps that several journeys take: what a person does, in her words."""

import json
import re

from playwright.sync_api import Locator, Page

PIN = "482913"
WORD_FOR_NO = "no"

# What the site knows and no page shows: the right answers, by the id of the question.
RIGHT_ANSWERS = """
import json
from learning.catalogue.shelf import shelf
from learning.demo import right_answer
from learning.reading.asking import form_values
answers = {}
module = shelf.module("negotiation")
for lesson in [*module.lessons, module.pre_test, module.final_test]:
    spec = shelf.lesson_spec(lesson.key, lesson.latest_version)
    for each in spec.activities:
        if each.gradable:
            answers[each.id] = form_values(each, right_answer(each))
print(json.dumps(answers))
"""


def tap(what: Locator) -> None:
    """Tap it, and wait until all of the page it leads to is there.

    A click alone returns as soon as that page begins to come: what counts its lines then
    may count too few, and what fills a field in may fill it in on the page before.
    """
    what.click()
    what.page.wait_for_load_state("domcontentloaded")


def right_answers(site) -> dict[str, dict[str, list[str]]]:
    """Question id → field name → values, for every question there is."""
    return json.loads(site.python(RIGHT_ANSWERS).splitlines()[-1])


def fill_in(question: Locator, fields: dict[str, list[str]]) -> None:
    """Answer one question with the values of its fields, as a finger would."""
    if question.locator(".move").count():
        put_in_order(question, fields)
        return
    for name, values in fields.items():
        select = question.locator(f'select[name="{name}"]')
        if select.count():
            # Bins may have taken its place (sorting.js); it holds the answer all the same.
            select.select_option(values[0], force=True)
        elif question.locator(f'input.number[name="{name}"]').count():
            question.locator(f'input.number[name="{name}"]').fill(values[0])
        else:
            for value in values:
                question.locator(f'input[name="{name}"][value="{value}"]').check()


def go_through(question: Locator, path: list[str]) -> None:
    """Say one thing after the other, from the first scene to an ending."""
    for said in path:
        tap(question.locator(f'.scene button[value="{said}"]'))


def put_in_order(question: Locator, fields: dict[str, list[str]]) -> None:
    """Move each line up to its place, by its button."""
    for place, name in enumerate(sorted(fields, key=lambda each: int(fields[each][0]))):
        row = question.locator(f'.row:has(select[name="{name}"])')
        names = question.locator(".row select").evaluate_all(
            "all => all.map(each => each.name)"
        )
        for _ in range(names.index(name) - place):
            tap(row.locator(".move").first)


def keep_my_place(page: Page, *, own_phone: bool = False) -> tuple[str, str]:
    """From any open page: choose a PIN, write name and code down; returns both."""
    tap(page.locator(".account a").first)
    for field in page.locator("main input[type=password]").all():
        field.fill(PIN)
    answer = "yes" if own_phone else WORD_FOR_NO
    page.locator(f'input[name=own_phone][value="{answer}"]').check()
    tap(page.locator("main form .button").first)
    name, code = page.locator("main .code").all_inner_texts()
    tap(page.locator("main form .button"))
    return name.strip(), code.strip()


def sign_in(
    page: Page, site, name: str, secret: str = PIN, language: str = "en"
) -> None:
    page.goto(site.url(f"/{language}/accounts/login/"))
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(secret)
    tap(page.locator("main form .button").first)
    page.wait_for_url(re.compile(r"^(?!.*login).*$"))


def questions_on(page: Page) -> list[str]:
    """The ids of the questions of a lesson or test, in their order."""
    return page.locator("[data-ask]").evaluate_all(
        "all => all.map(each => each.dataset.ask)"
    )


def let_bins_come(question: Locator) -> None:
    """A sorting changes its shape when one begins: a tap meanwhile would miss its button."""
    if question.get_attribute("data-kind") == "sorting":
        question.locator("button[name=check]").focus()
        question.page.wait_for_load_state("networkidle")


def answer_lesson(page: Page, answers: dict) -> None:
    """Answer every question of the open lesson, one after the other, by its button."""
    for asked in questions_on(page):
        if asked not in answers:
            continue  # a sheet to fill in: nothing in it is right or wrong
        question = page.locator(f"#a-{asked}")
        if question.get_attribute("data-kind") == "scenario":
            go_through(question, answers[asked][asked])
        else:
            fill_in(question, answers[asked])
            let_bins_come(question)
            tap(question.locator("button[name=check]"))
        page.locator(f"#a-{asked} .feedback").wait_for()


def answer_test(page: Page, answers: dict) -> list[str]:
    """Fill the sheet of a test in and hand it in; returns the ids it asked."""
    asked = questions_on(page)
    for each in asked:
        fill_in(page.locator(f"#a-{each}"), answers[each])
    # Bins of a sorting have buttons too.
    tap(page.locator("form.sheet > p > .button").first)
    return asked
