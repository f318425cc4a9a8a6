"""How long a certificate takes as a PDF: `python -m bench certificates`.

The first one starts the process that sets them; after that each is timed by itself, with
another name and code each time, in four languages. The figure is the slowest language's
median.
"""

import statistics
import time
from dataclasses import replace

from bench.figures import Result, at_most

MUST = 50  # ms
EACH = 40
METHOD = (
    f"certificates: {EACH} papers a language, each with another name and code, set "
    "by the process at hand, warm, one at a time; median of the slowest language, wall time"
)
NAMES = {
    "en": "Ama Mensah",
    "fr": "Aïssatou N’Guessan",
    "km": "សុខ ចាន់ធី",
    "ar": "فاطمة الزهراء",
}


def measure() -> dict[str, list[float]]:
    """Language → seconds for each paper; the first, cold one stands under "cold"."""
    from learning.certificates.pdf import certificate_pdf  # noqa: PLC0415 -- timed

    took = {"cold": [timed(certificate_pdf, paper("en", 0))]}
    for language in NAMES:
        timed(certificate_pdf, paper(language, 0))
        took[language] = [
            timed(certificate_pdf, paper(language, number))
            for number in range(1, EACH + 1)
        ]
    return took


def timed(make, what) -> float:
    started = time.perf_counter()
    made = make(what)
    took = time.perf_counter() - started
    assert made.startswith(b"%PDF")
    return took


def paper(language: str, number: int):
    from learning.certificates.pdf import Paper  # noqa: PLC0415 -- loads the fonts

    code = f"K7QM-{number:04}-9WHD"
    english = Paper(
        language="en",
        document_title="Certificate: Negotiating",
        union_name="Plantation Workers’ Union",
        programme_name="Palabre",
        kind_line="Certificate",
        name=f"{NAMES[language]} {number}",
        statement="has completed the module",
        module_title="Negotiating",
        outcome="She can prepare a demand.\nShe can cost it.",
        hours_line="6 lessons",
        date_line="22 November 2026",
        signatory_name="Grace Achieng",
        signatory_role="General Secretary",
        signature_label="Signature",
        stamp_label="Union stamp",
        verify_label="Check this certificate:",
        verify_url=f"https://palabre.example.org/en/verify/{code}/",
        code=code,
        mark_alt="Palabre, a tree",
        qr_alt="QR code to the verification page",
    )
    direction = "rtl" if language == "ar" else "ltr"
    return replace(english, language=language, direction=direction)


def results() -> list[Result]:
    took = measure()
    middle = {name: statistics.median(times) * 1000 for name, times in took.items()}
    for name, each in middle.items():
        slow = sorted(took[name])[int(len(took[name]) * 0.95)] * 1000
        print(f"    {name:<5} median {each:>6.1f} ms, p95 {slow:>6.1f} ms")
    del middle["cold"]
    return [
        at_most("a certificate PDF, warm", max(middle.values()), MUST, "ms", METHOD)
    ]
