"""After people came and went, no table knows from where or with which phone."""

from django.contrib.sessions.models import Session
from django.db import connection

PIN, PHONE, ADDRESS = "739182", "Nokia 105 of Alice", "203.0.113.77"
TRACES = {"REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": PHONE}


def everything_stored():
    """Each table's rows as text, sessions read as Django reads them."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- our own tables
            for row in cursor.fetchall():
                yield (
                    table,
                    " ".join(
                        bytes(value).decode(errors="replace")
                        if isinstance(value, bytes | memoryview)
                        else str(value)
                        for value in row
                    ),
                )
    for session in Session.objects.all():
        yield "django_session", str(session.get_decoded())


def test_no_address_and_no_phone_in_any_table(client, alice, trainer, sign_in):
    client.post("/en/accounts/keep/", {"secret": PIN, "again": PIN}, **TRACES)
    client.post("/en/accounts/leave/", **TRACES)
    name = alice.user.sign_in_name
    sign_in(name, "824613", headers=TRACES)
    sign_in(name, headers=TRACES)
    client.post("/en/accounts/leave/", **TRACES)
    client.post(
        "/en/accounts/recover/",
        {
            "sign_in_name": name,
            "code": alice.recovery_code,
            "secret": "482951",
            "again": "482951",
        },
        **TRACES,
    )
    client.get("/en/accounts/written-down/", **TRACES)
    client.post("/en/accounts/leave/", **TRACES)
    sign_in(trainer.email, "a long enough sentence", headers=TRACES)
    client.post("/en/accounts/2fa/totp/activate/", {"code": "1"}, **TRACES)
    rows = list(everything_stored())
    assert {"learning_user", "shared_cache", "django_session"} <= {t for t, _ in rows}
    assert [t for t, text in rows if ADDRESS in text or PHONE in text] == []


def test_no_session_keeps_a_sign_in_name_or_a_code(client, alice, sign_in):
    sign_in(alice.user.sign_in_name)
    client.post(
        "/en/accounts/code/",
        {"secret": PIN},
    )
    code = client.get("/en/accounts/written-down/").context["code"]
    sessions = [
        text for table, text in everything_stored() if table == "django_session"
    ]
    assert sessions
    assert not any(alice.user.sign_in_name in text or code in text for text in sessions)


def test_a_sealed_name_is_nowhere_in_the_clear(charlie):
    assert not any("López" in text for _table, text in everything_stored())
