"""Whoever came quietly is found, too."""

from lyceum.kernel.foundation.demo import World
from lyceum.kernel.search.actions.indexing import reindex


def demo(world: World) -> None:
    cast = world.found.get("cast")
    for organisation in cast.organisations.values() if cast else ():
        reindex(organisation.id)
