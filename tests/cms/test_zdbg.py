import pytest
from tests.cms.test_walls import *
def test_x(unions, client):
    import traceback
    north, south = unions
    client.force_login(north.author)
    for a in ["/admin/", "/admin/pages/search/?q=lesson", "/admin/pages/usage/cms/lessonpage/"]:
        try:
            print(client.get(a).status_code)
        except Exception as e:
            print(a, "".join(traceback.format_exception(e)[-3:]))
    assert 0
