"""Paths with real courses, two months of revisions, questions to the tutor: what a school looks like in November."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation

from lyceum.domains.learning.demo.asking import ask
from lyceum.domains.learning.demo.building import built, put_away
from lyceum.domains.learning.demo.revising import revise, sit_lately
from lyceum.domains.learning.demo.script import path_scripts
from lyceum.kernel.foundation.demo import World

__all__ = ["demo"]


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is None:
        return
    with _without_models():
        for script in path_scripts():
            with translation.override("fr"):
                path = built(cast, script)
                revise(cast, script, path)
                put_away(cast, script, path)
                ask(cast, script, path)
                sit_lately(cast, script, path)


@contextmanager
def _without_models() -> Iterator[None]:
    """Whoever tries Lyceum pays no vendor for it, and needs no network."""
    offered = settings.PROVIDERS
    settings.PROVIDERS = {**offered, "ai": "embedded"}
    try:
        yield
    finally:
        settings.PROVIDERS = offered
