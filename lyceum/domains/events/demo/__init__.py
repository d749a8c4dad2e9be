"""A season of concerts and talks in eight cities of four countries, in three currencies."""

from lyceum.domains.events.demo.building import put_up
from lyceum.kernel.foundation.demo import World

__all__ = ["demo"]


def demo(world: World) -> None:
    cast = world.found.get("cast")
    if cast is not None:
        world.found["season"] = put_up(cast)
