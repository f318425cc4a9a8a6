"""Memory of a web process under load, and of the task worker."""

from bench.figures import Result, at_most
from bench.load import load
from bench.site import memory_of, site

WEB, WORKER = 180, 220  # MB
METHOD = (
    "memory: resident set (VmRSS) of the largest process of each kind, after 5 s of 16 "
    "connections on the catalogue, a module and a sign-in page; demo on SQLite"
)
PATHS = ("/en/", "/en/modules/negotiation/", "/en/accounts/login/")


def results() -> list[Result]:
    for path in PATHS:
        load(site().url(path), seconds=5, connections=16)
    return [
        at_most(
            "memory of a web process under load",
            memory_of("granian"),
            WEB,
            "MB",
            METHOD,
        ),
        at_most(
            "memory of the task worker",
            memory_of("manage.py work"),
            WORKER,
            "MB",
            METHOD,
        ),
    ]
