import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

# Libraries of ours load these wherever they are installed, and do without them where they
# are not. No page needs them: we take no HEIC, ask no other host, colour no source; and
# they are 6 MB of each process.
for unused in ("pillow_heif", "requests", "pygments"):
    sys.modules.setdefault(unused, None)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()

# What is loaded now stays, so the collector need not look at it again and again. And a
# page makes a few thousand objects: looking after each 700 took a tenth of its time.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
