import json, re, pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from learning.catalogue.shelf import shelf
from tests.access_world import ROLES, worlds
from wagtail.models import Site, Page


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        root = Page.get_first_root_node()
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": root}
        )
        yield worlds(tmp_path_factory.mktemp("w"))
        transaction.set_rollback(True)
    shelf.forget()


def walk(r, p="", ns=""):
    for e in r.url_patterns:
        here = p + str(e.pattern)
        if isinstance(e, URLResolver):
            yield from walk(e, here, ns + (f"{e.namespace}:" if e.namespace else ""))
        else:
            yield (ns + (e.name or "")), here


EX = {
    "revisions_compare": "admin/pages/{page_id}/revisions/compare/live...latest/",
    "wagtaildocs_serve": "documents/{document_id}/x.pdf",
    "account_confirm_email": "en/accounts/confirm-email/a:b/",
    "account_reset_password_from_key": "en/accounts/password/reset/key/abc-def/",
}


def fill(name, route, place):
    ids = place.ids()
    if name.endswith("settings:edit"):
        pass
    for k, v in EX.items():
        if name.endswith(k):
            return "/" + v.format(**ids)
    if route.endswith("^.*/$"):
        return "/admin/nothing-here/"

    def one(m):
        n = m.group(1)
        return str(place.pk_for(name) if n == "pk" else ids[n])

    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", one, route.replace("^", ""))


def test_rec(world, db, monkeypatch):
    north, south = world
    out = {}
    leaks = []
    for role in ROLES:
        for who, place in (("own", north), ("foreign", south)):
            for name, route in walk(get_resolver()):
                path = fill(name, route, place)
                c = Client(raise_request_exception=False)
                u = north.people[role]
                sid = transaction.savepoint()
                if u:
                    c.force_login(u)
                try:
                    r = c.get(path)
                    body = (b"".join(r) if r.streaming else r.content).decode(
                        errors="replace"
                    ) + str(r.headers)
                    s = str(r.status_code) + (
                        (">" + r.headers["Location"].split("?")[0])
                        if r.status_code in (301, 302)
                        else ""
                    )
                    low = body.lower()
                    lk = "".join(
                        x
                        for x, m in (("P", south.people_mark), ("W", south.words_mark))
                        if m in low
                    )
                except Exception as e:
                    s = "EXC " + repr(e)[:200]
                    lk = ""
                transaction.savepoint_rollback(sid)
                out.setdefault(f"{name}|{route}", {})[f"{role}/{who}"] = s + (
                    f" LEAK{lk}" if lk else ""
                )
    json.dump(out, open("/tmp/rec.json", "w"), indent=0)
