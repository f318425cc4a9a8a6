"""Is there a script in a text that came from outside?

Everything is cleaned once more before a trainee reads it (`cms/blocks/safe_html.py`,
`cms/blocks/drawing.py`). Here the question is another one: whether to take the file at
all. Nobody who writes lessons needs these, so a file that has them is refused.
"""

import re

_SCRIPTS = re.compile(
    r"""
      <\s*/?\s*(script|style|iframe|object|embed|form|meta|link|base|foreignObject)\b
    | \b(javascript|vbscript)\s*:\s*[\w/('] | \bdata:[a-z]+/
    | <[^>]*\son[a-z]{3,}\s*=
    | <!(doctype|entity)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def script_in(text: str) -> str:
    """The first such place, for a message; "" where there is none."""
    found = _SCRIPTS.search(text)
    return found[0][:60] if found else ""
