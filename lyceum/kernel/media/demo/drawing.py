"""Portraits and logos drawn for the demo: flat shapes, always the same for the same name, nobody's real face."""

import colorsys
import random
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from lyceum.kernel.foundation.rules.colour import hex_of

SIZE = 320
_FINE = 2  # drawn larger, then reduced: smooth edges
_SKIN = ("#f3d3bd", "#e8b894", "#d39a6f", "#b3774c", "#8a5533", "#5f3a24")
_HAIR = ("#1f1a17", "#3b2a20", "#6b4428", "#a56a35", "#c9a15a", "#8d8a86", "#7a2f1d")
Box = tuple[float, float, float, float]


class Sheet:
    """A square on which one draws in hundredths of its side."""

    def __init__(self, background: str) -> None:
        side = SIZE * _FINE
        self.image = Image.new("RGB", (side, side), background)
        self.draw = ImageDraw.Draw(self.image)

    def ellipse(self, box: Box, fill: str) -> None:
        self.draw.ellipse(self._scaled(box), fill=fill)

    def panel(self, box: Box, fill: str, radius: float = 0) -> None:
        self.draw.rounded_rectangle(self._scaled(box), self._length(radius), fill=fill)

    def arc(self, box: Box, start: float, end: float, fill: str, width: float) -> None:
        self.draw.arc(self._scaled(box), start, end, fill=fill, width=round(self._length(width)))

    def slice(self, box: Box, start: float, end: float, fill: str) -> None:
        self.draw.pieslice(self._scaled(box), start, end, fill=fill)

    def png(self) -> bytes:
        out = BytesIO()
        self.image.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(out, "PNG", optimize=False, compress_level=3)
        return out.getvalue()

    def _length(self, hundredths: float) -> float:
        return hundredths * SIZE * _FINE / 100

    def _scaled(self, box: Box) -> Box:
        left, top, right, bottom = (self._length(edge) for edge in box)
        return left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Look:
    """``skin`` and ``hair`` count the shades below; ``style`` names a cut."""

    style: str
    skin: int
    hair: int
    glasses: bool = False


def portrait(name: str, look: Look) -> bytes:
    hue = random.Random(name).random()  # noqa: S311 (a drawing, not a secret)
    sheet = Sheet(_colour(hue, 0.86, 0.35))
    skin, hair = _SKIN[look.skin], _HAIR[look.hair]
    behind, before = _STYLES[look.style]
    behind(sheet, hair)
    sheet.panel((43, 58, 57, 76), _darker(skin), 6)
    sheet.ellipse((18, 70, 82, 130), _colour(hue + 0.5, 0.42, 0.42))
    sheet.ellipse((31, 24, 69, 70), skin)
    before(sheet, hair)
    for left in (40.5, 55.5):
        sheet.ellipse((left, 47, left + 4, 51), "#2a211c")
    sheet.arc((43, 49, 57, 61), 25, 155, _darker(skin, 0.6), 1.4)
    if look.glasses:
        _glasses(sheet)
    return sheet.png()


def logo(slug: str, hue: int) -> bytes:
    sheet = Sheet(hex_of(0.45, 0.13, hue))
    _MARKS[slug](sheet, hex_of(0.96, 0.02, hue), hex_of(0.85, 0.13, (hue + 60) % 360))
    return sheet.png()


def _nothing(sheet: Sheet, hair: str) -> None:
    """Nothing falls behind the head."""


def _long(sheet: Sheet, hair: str) -> None:
    sheet.panel((25, 22, 75, 84), hair, 25)


def _bob(sheet: Sheet, hair: str) -> None:
    sheet.panel((27, 20, 73, 64), hair, 20)


def _bun(sheet: Sheet, hair: str) -> None:
    sheet.ellipse((40, 8, 60, 28), hair)


def _curls(sheet: Sheet, hair: str) -> None:
    for left, top in ((24, 26), (32, 17), (44, 14), (56, 17), (64, 26), (24, 38), (66, 38)):
        sheet.ellipse((left - 3, top - 3, left + 17, top + 17), hair)


def _fringe(sheet: Sheet, hair: str) -> None:
    sheet.slice((30, 21, 70, 60), 180, 360, hair)


def _parting(sheet: Sheet, hair: str) -> None:
    sheet.slice((30.5, 20, 69.5, 56), 186, 330, hair)
    sheet.slice((45, 20, 69.5, 54), 250, 362, hair)


def _crop(sheet: Sheet, hair: str) -> None:
    sheet.slice((31, 21.5, 69, 60), 194, 346, hair)


def _beard(sheet: Sheet, hair: str) -> None:
    """Looks out from behind the chin."""
    sheet.slice((30, 30, 70, 75), 5, 175, hair)


def _glasses(sheet: Sheet) -> None:
    for left in (36.5, 51.5):
        sheet.arc((left, 43.5, left + 12, 54.5), 0, 360, "#33302e", 1.3)
    sheet.arc((47.5, 46, 52.5, 51), 200, 340, "#33302e", 1.3)


_STYLES: dict[str, tuple[Callable[[Sheet, str], None], Callable[[Sheet, str], None]]] = {
    "long": (_long, _parting),
    "straight": (_long, _fringe),
    "bob": (_bob, _parting),
    "page": (_bob, _fringe),
    "bun": (_bun, _crop),
    "curls": (_curls, _crop),
    "short": (_nothing, _crop),
    "swept": (_nothing, _parting),
    "bearded": (_beard, _crop),
    "bald": (_beard, _nothing),
}


def _spark(sheet: Sheet, light: str, accent: str) -> None:
    """Two coils and what leaps between them, for Ampère."""
    for top in (22, 34, 46, 58, 70):
        sheet.panel((18, top, 44, top + 7), light, 3.5)
        sheet.panel((56, top, 82, top + 7), light, 3.5)
    sheet.ellipse((42, 42, 58, 58), accent)


def _tower(sheet: Sheet, light: str, accent: str) -> None:
    """Steps that never end, for Babel."""
    for step, left in enumerate((12, 20, 28, 36)):
        sheet.panel((left, 72 - step * 16, 100 - left, 84 - step * 16), accent if step == 3 else light, 3)


def _barbell(sheet: Sheet, light: str, accent: str) -> None:
    sheet.panel((8, 47, 92, 53), light, 3)
    for left, height in ((18, 25), (27, 18), (66, 18), (75, 25)):
        sheet.panel((left, 50 - height, left + 7, 50 + height), accent if height == 25 else light, 3)


def _lantern(sheet: Sheet, light: str, accent: str) -> None:
    """A string of lights over a square."""
    sheet.arc((-10, -50, 110, 52), 20, 160, light, 2.5)
    for left, top in ((10, 34), (28, 47), (46, 51), (64, 47), (82, 34)):
        sheet.ellipse((left - 2, top, left + 11, top + 13), accent)
    sheet.panel((14, 78, 86, 84), light, 3)


_MARKS = {"ampere": _spark, "babel": _tower, "nordic": _barbell, "northside": _lantern}


def _colour(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue % 1, lightness, saturation))


def _darker(colour: str, by: float = 0.88) -> str:
    return "#" + "".join(f"{round(int(colour[i : i + 2], 16) * by):02x}" for i in (1, 3, 5))
