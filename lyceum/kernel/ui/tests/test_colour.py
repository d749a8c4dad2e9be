import re
from pathlib import Path

import pytest

from lyceum.kernel.foundation.rules.colour import hex_of


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "written"),
    [(1, 0, 0, "#ffffff"), (0, 0, 0, "#000000"), (0.62796, 0.25768, 29.2339, "#ff0000"), (0.5, 0, 123, "#636363")],
)
def test_known_colours(lightness: float, chroma: float, hue: float, written: str) -> None:
    assert hex_of(lightness, chroma, hue) == written


def luminance(written: str) -> float:
    channels = [int(written[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def palette(theme: str) -> dict[str, tuple[str, str, str]]:
    """The brand's colours as the style sheet gives them: name → lightness, chroma, hue."""
    text = (Path(__file__).parents[1] / "styles" / "palette.css").read_text()
    block = text.split(f'name: "{theme}"')[1].split("}")[0]
    found = re.findall(r"--color-([\w-]+): oklch\(([\d.]+)% ([\d.]+) ([^)]+\)?)\);", block)
    return {name: (lightness, chroma, hue) for name, lightness, chroma, hue in found}


@pytest.mark.wish("B2")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"), [("primary-content", "primary"), ("primary", "base-100"), ("primary", "base-200")]
)
def test_every_hue_that_an_organisation_may_choose_is_readable(theme: str, ink: str, ground: str) -> None:
    colours = palette(theme)

    def painted(name: str, hue: int) -> str:
        lightness, chroma, own = colours[name]
        return hex_of(float(lightness) / 100, float(chroma), hue if "brand" in own else float(own))

    assert min(contrast(painted(ink, hue), painted(ground, hue)) for hue in range(360)) >= 4.5
