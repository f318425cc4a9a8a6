"""Papers as PDF: tagged (PDF/UA-1), with our own fonts, the same input the same bytes.

Shared by all that prints. What stands on a paper travels as JSON into a typst template
and is only ever shown there, never read as typst code; it stays in memory: no file, no
log line and no error message holds it.
"""

import json
import threading
from functools import cache
from pathlib import Path

import typst
from django.views.decorators.debug import sensitive_variables

from learning.paper.letters import FONTS

# One compiler serves a template in a process: making one takes time, using one takes
# milliseconds. It holds the inputs of the run, so one run at a time.
_one_at_a_time = threading.Lock()


class PaperError(Exception):
    """The paper could not be made. Says where, never what was on it."""


@sensitive_variables()
def typeset(template: Path, paper: dict) -> bytes:
    """The PDF of a template (in a folder with all it reads), filled with `paper`.

    The template reads it as JSON in `sys.inputs.paper`. Raises PaperError where typst
    refuses it, a picture it can't read included.
    """
    try:
        with _one_at_a_time:
            return _compiler(template).compile(
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"paper": json.dumps(paper)},
            )
    except typst.TypstError:
        raise PaperError(f"typst refused {template.stem}.") from None


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(template, root=template.parent, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    """Read from disk once for all templates."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
    )
