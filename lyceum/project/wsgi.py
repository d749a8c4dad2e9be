"""What a worker process of the web server runs."""

import multiprocessing
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from lyceum.project.start.watch import end_with_server
from lyceum.project.tracing import trace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
if multiprocessing.parent_process() is not None:
    end_with_server()
trace()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  (all addresses are loaded now, not while the first visitor waits)
