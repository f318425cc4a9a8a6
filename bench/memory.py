"""Memory of a web process under load, and of the task worker.

The load is what a web process does in a day, one after the other: visitors on the
catalogue, a module, the sign-in page and every lesson, a trainee on her lessons and her
own place, an administrator in the admin, and certificates, each of them made anew.
"""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urlencode

from bench.figures import Result, at_most
from bench.load import load
from bench.site import memory_of, site
from learning.paper.at_hand import MOST_PAPERS

WEB, WORKER = 180, 220  # MB
PAPERS = 100
METHOD = (
    "memory: highest resident set (VmHWM) of the largest process of each kind, under 16 "
    "connections on visitors' and a trainee's pages, 2 in the admin, and certificates; demo on "
    "SQLite, one web process; the process that sets certificates for it is not in its "
    "figure, and is told in a line above"
)
PATHS = ("/en/", "/en/modules/negotiation/", "/en/accounts/login/")
# Addresses for visitors, and for each of three accounts with its session.
PREPARE = """
import json
from django.conf import settings
from django.test import Client
from learning.catalogue.shelf import shelf
from learning.models import Certificate, User
def session(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
lessons = [
    f"/{code}/modules/{module.slug}/{lesson.slug}/"
    for code, _ in settings.LANGUAGES
    for module in shelf.index().modules if module.audience == "open"
    for lesson in module.lessons
]
trainee = User.objects.get(sign_in_name="trainee")
admin = User.objects.get(sign_in_name="admin")
paper = Certificate.unscoped.filter(participant__user__isnull=False).first()
print(json.dumps([
    [None, lessons],
    [session(trainee), ["/en/my/", *lessons[:7]]],
    [session(admin), ["/admin/", "/admin/pages/"]],
    [session(paper.participant.user), [f"/en/my/certificates/{paper.pk}/"]],
]))
"""


def take_paper(path: str, session: str, number: int) -> None:
    """Have a certificate made, with a name of its own on it."""
    token = "a" * 32
    sent = {
        "csrfmiddlewaretoken": token,
        "title": "plain",
        "name": f"Ama Mensah {number}",
    }
    asked = urllib.request.Request(
        site().url(path),
        data=urlencode(sent).encode(),
        headers={"Cookie": f"sessionid={session}; csrftoken={token}"},
    )
    with urllib.request.urlopen(asked) as answer:
        assert answer.read().startswith(b"%PDF")


def results() -> list[Result]:
    for path in PATHS:
        load(site().url(path), seconds=5, connections=16)
    print(f"    catalogue, module, sign-in: {memory_of('granian'):.0f} MB")
    for session, paths in json.loads(site().python(PREPARE).splitlines()[-1]):
        headers = {"Accept-Encoding": "gzip"}
        if session:
            headers["Cookie"] = f"sessionid={session}"
        for path in paths:
            seconds = max(0.5, 5 / len(paths))
            # Authors are few, and their home asks much.
            connections = 2 if path.startswith("/admin/") else 16
            load(
                site().url(path),
                seconds=seconds,
                connections=connections,
                headers=headers,
            )
        print(f"    and then {paths[-1]}: {memory_of('granian'):.0f} MB")
    with ThreadPoolExecutor(4) as people:
        take = partial(take_paper, paths[0], session)
        # Before the 50th, after which the process that sets them is replaced.
        list(people.map(take, range(MOST_PAPERS - 1)))
        beside = memory_of("learning.paper.press")
        list(people.map(take, range(MOST_PAPERS - 1, PAPERS)))
    print(f"    and then {PAPERS} certificates: {memory_of('granian'):.0f} MB")
    print(f"    the process beside it that sets them: {beside:.0f} MB")
    web, worker = memory_of("granian"), memory_of("manage.py work")
    return [
        at_most("memory of a web process under load", web, WEB, "MB", METHOD),
        at_most("memory of the task worker", worker, WORKER, "MB", METHOD),
    ]
