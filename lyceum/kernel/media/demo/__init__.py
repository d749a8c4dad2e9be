"""Faces and logos, so that not everybody in the demo is two letters in a circle."""

import tomllib
from io import BytesIO
from pathlib import Path

from lyceum.kernel.foundation.demo import World
from lyceum.kernel.media.actions.replacing import set_logo, set_portrait
from lyceum.kernel.media.demo.drawing import Look, logo, portrait

__all__ = ["demo"]
_LOOKS = Path(__file__).with_name("looks.toml")


class _Picture(BytesIO):
    name: str | None = "picture.png"


def demo(world: World) -> None:
    """Uploaded by themselves, over the weeks."""
    cast = world.found.get("cast")
    if cast is None:
        return
    for script in cast.scripts:
        with cast.acting(43, hour=12):
            set_logo(cast.caller(script.owner, script.slug), _Picture(logo(script.slug, script.hue)))
    for number, (name, look) in enumerate(looks().items()):
        with cast.acting(40 - number % 20, hour=13, minute=number % 60):
            set_portrait(cast.individual(name), _Picture(portrait(name, look)))


def looks() -> dict[str, Look]:
    written = tomllib.loads(_LOOKS.read_text())
    return {name: Look(cut, skin, hair, bool(more)) for name, (cut, skin, hair, *more) in written.items()}
