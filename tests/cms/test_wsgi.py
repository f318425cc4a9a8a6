import json
import subprocess
import sys

import pytest

from tests.journeys.site import ROOT, environment_for

LOADED = """
import json, sys
import cms.wsgi
from django.urls import get_resolver
for each in get_resolver().url_patterns:
    getattr(each, "url_patterns", None)
print(json.dumps([name for name, each in sys.modules.items() if each]))
"""


@pytest.mark.slow
def test_a_web_process_loads_nothing_large_that_its_pages_do_not_need(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env=environment_for(tmp_path, 8000),
        capture_output=True,
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert {"learning.certificates.views", "wagtail.admin.urls"} <= loaded
    large = {"typst", "openpyxl", "numpy", "pillow_heif", "requests", "pygments"}
    assert not large & loaded
