import pytest

from lyceum.kernel.foundation.rules.colour import hex_of


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "written"),
    [(1, 0, 0, "#ffffff"), (0, 0, 0, "#000000"), (0.62796, 0.25768, 29.2339, "#ff0000"), (0.5, 0, 123, "#636363")],
)
def test_known_colours(lightness: float, chroma: float, hue: float, written: str) -> None:
    assert hex_of(lightness, chroma, hue) == written
