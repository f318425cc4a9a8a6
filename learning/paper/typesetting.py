"""Papers as PDF: tagged (PDF/UA-1), with our own fonts, the same input the same bytes.

Shared by all that prints. What stands on a paper travels as JSON into a typst template
and is only ever shown there, never read as typst code; it stays in memory: no file, no
log line and no error message holds it. It runs in processes of its own (`at_hand.py`,
`apart.py`), and loads nothing of Django.
"""

import json
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import typst

from learning.paper.errors import PaperError
from learning.paper.letters import FONTS

# What a template may read besides its own folder: the layouts of other rooms.
HOUSE = Path(__file__).resolve().parents[1]

# One compiler serves a template in a process: making one takes time, using one takes
# milliseconds. It holds the inputs of the run, so one run at a time.
_one_at_a_time = threading.Lock()


def typeset(template: Path, paper: dict) -> bytes:
    """The PDF of a template, filled with `paper`; it reads nothing outside `learning/`,
    or outside its own folder where it lies elsewhere.

    The template reads it as JSON in `sys.inputs.paper`. Raises PaperError where typst
    refuses it, a picture it can't read included.
    """
    return _held(template, lambda compiler: _set(compiler, paper))


def typeset_told(template: Path, paper: dict) -> tuple[bytes, Any]:
    """The same, with what the template tells of it: the value of its `<told>`, as JSON."""
    return _held(
        template,
        lambda compiler: (
            _set(compiler, paper),
            # Of the paper just set: a compiler keeps the inputs of its last run.
            json.loads(compiler.query("<told>", field="value", one=True)),
        ),
    )


def _held(template: Path, use: Callable) -> Any:
    try:
        with _one_at_a_time:
            return use(_compiler(template))
    except typst.TypstError:
        raise PaperError(f"typst refused {template.stem}.") from None


def _set(compiler: typst.Compiler, paper: dict) -> bytes:
    return compiler.compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"paper": json.dumps(paper)},
    )


def read_fonts() -> None:
    """Now, and not when the first paper comes."""
    _fonts()


@cache
def _compiler(template: Path) -> typst.Compiler:
    root = HOUSE if template.is_relative_to(HOUSE) else template.parent
    return typst.Compiler(template, root=root, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Read from disk once for all templates."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
