"""From an organisation’s hue to a colour that a manifest, an icon or a letter can name."""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Self

OUR_HUE = 262  # where there is no organisation


@dataclass(frozen=True, slots=True)
class Paint:
    """An organisation's colour in letters: ``colour`` under white text or on paper, ``in_the_dark`` for words on
    black; contrast above 4.5 for every hue."""

    colour: str
    in_the_dark: str

    @classmethod
    def of(cls, hue: int) -> Self:
        return cls(hex_of(0.45, 0.12, hue), hex_of(0.78, 0.1, hue))


def hex_of(lightness: float, chroma: float, hue: float) -> str:
    """An oklch colour (0–1, 0–0.4, degrees) as ``#rrggbb``, clipped to sRGB. After Björn Ottosson's Oklab."""
    a, b = chroma * cos(hue * pi / 180), chroma * sin(hue * pi / 180)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return "#" + "".join(f"{_byte(channel):02x}" for channel in (red, green, blue))


def _byte(linear: float) -> int:
    clipped = min(1.0, max(0.0, linear))
    encoded = 12.92 * clipped if clipped <= 0.0031308 else 1.055 * clipped ** (1 / 2.4) - 0.055
    return round(encoded * 255)
