import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
application = get_wsgi_application()

# What is loaded now stays, so the collector need not look at it again and again. And a
# page makes a few thousand objects: looking after each 700 took a tenth of its time.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
