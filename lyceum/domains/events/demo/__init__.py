"""A season of concerts and talks in eight cities of four countries, in three currencies."""

from lyceum.domains.events.demo.building import put_up
from lyceum.domains.events.demo.script import SLUG
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.search.actions.catalogue import reindex_catalogue
from lyceum.kernel.search.actions.indexing import reindex

__all__ = ["demo"]


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is not None:
        world.found["season"] = put_up(cast)
        organisation_id = cast.organisations[SLUG].id
        reindex(organisation_id)  # it came quietly: nobody has told the search of it
        reindex_catalogue(organisation_id)
