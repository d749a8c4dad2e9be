from functools import cache
from importlib import import_module
from typing import cast

from django.conf import settings

from lyceum.kernel.media.ports import Store


@cache
def store() -> Store:
    """The store of this installation, named by ``settings.PROVIDERS["media"]``."""
    adapter = import_module(f"lyceum.kernel.media.adapters.{settings.PROVIDERS['media']}")
    return cast(Store, adapter.connect())
