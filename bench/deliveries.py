"""How long papers take: `python -m bench deliveries`.

The demo's first module, as the worker makes it: the first booklet cold, then booklets
and plans in every language of the interface, and how much memory the process had at the
end. Each paper is set in a process of its own, which is in the figures.
"""

import json

from bench.figures import Result, at_most
from bench.site import site

COLD, WARM, PLAN, MEMORY = 3000, 2000, 1000, 220
METHOD = (
    "deliveries: the first module of the demo in a process of its own; cold is the first "
    "booklet, warm the slowest language's median of 5, wall time; memory is its peak"
)
MEASURE = """
import json, resource, statistics, time
from django.conf import settings
from learning.catalogue.shelf import shelf
from learning.deliveries.booklet import booklet_pdf
from learning.deliveries.plan_paper import plan_pdf
from learning.deliveries.source import source_of
from learning.deliveries.voice import voice_text
from learning.deliveries.wishes import Wishes

def ms(make, *given):
    began = time.perf_counter()
    made = make(*given)
    assert made
    return (time.perf_counter() - began) * 1000, len(made)

module = shelf.index().modules[0]
wishes = Wishes(minutes=47, people=22, power=False, devices=False)
cold, _size = ms(booklet_pdf, source_of(module, "en"))
found = {"cold": cold}
for code, _name in settings.LANGUAGES:
    source = source_of(module, code)
    booklets = [ms(booklet_pdf, source) for _ in range(6)][1:]
    plans = [ms(plan_pdf, source, wishes) for _ in range(6)][1:]
    voices = [ms(voice_text, source, source.lessons[0]) for _ in range(5)]
    found[code] = {
        "booklet": statistics.median(took for took, _size in booklets),
        "plan": statistics.median(took for took, _size in plans),
        "voice": statistics.median(took for took, _size in voices),
        "bytes": booklets[0][1],
    }
found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps(found))
"""


def results() -> list[Result]:
    found = json.loads(site().python(MEASURE).splitlines()[-1])
    cold, memory = found.pop("cold"), found.pop("memory")
    for language, took in found.items():
        print(
            f"    {language:<5} booklet {took['booklet']:>6.0f} ms "
            f"({took['bytes'] / 1024:.0f} kB), plan {took['plan']:>5.0f} ms, "
            f"voice {took['voice']:>5.1f} ms"
        )
    slowest = max(took["booklet"] for took in found.values())
    plan = max(took["plan"] for took in found.values())
    return [
        at_most("a booklet PDF, cold", cold, COLD, "ms", METHOD),
        at_most("  warm", slowest, WARM, "ms", METHOD),
        at_most("a session plan PDF, warm", plan, PLAN, "ms", METHOD),
        at_most("  memory of the process", memory, MEMORY, "MB", METHOD),
    ]
