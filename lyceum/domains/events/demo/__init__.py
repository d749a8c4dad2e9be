"""A season of concerts and talks in eight cities of four countries, in three currencies, and what was sold of it."""

from lyceum.domains.events.demo.building import put_up
from lyceum.domains.events.demo.refunding import give_some_back
from lyceum.domains.events.demo.script import SLUG
from lyceum.domains.events.demo.selling import sell
from lyceum.kernel.foundation.demo import World
from lyceum.kernel.search.actions.catalogue import reindex_catalogue
from lyceum.kernel.search.actions.indexing import reindex

__all__ = ["demo"]


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is not None:
        season = put_up(cast)
        sell(cast, season, world.found["till"])
        give_some_back(cast)
        world.found["season"] = [event for event, _script in season]
        organisation_id = cast.organisations[SLUG].id
        reindex(organisation_id)  # it came quietly: nobody has told the search of it
        reindex_catalogue(organisation_id)
