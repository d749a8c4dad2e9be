"""A sheet on which the demo's pictures are drawn: shapes and light."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

WIDE, HIGH = 160, 90  # the units in which one draws
SIZE = (1280, 720)
_FINE = 2  # drawn larger, then reduced: smooth edges
Point = tuple[float, float]


class Sheet:
    """A picture on which one draws in units of a hundred and sixtieth of its width."""

    def __init__(self, top: str, bottom: str) -> None:
        size = (SIZE[0] * _FINE, SIZE[1] * _FINE)
        fade = Image.linear_gradient("L").resize(size)
        self.scale = size[0] / WIDE
        self.image = Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), fade)
        self.draw = ImageDraw.Draw(self.image)

    def disc(self, centre: Point, radius: float, fill: str) -> None:
        self.draw.ellipse(self._around(centre, radius), fill=fill)

    def ring(self, centre: Point, radius: float, fill: str, width: float) -> None:
        self.draw.ellipse(self._around(centre, radius), outline=fill, width=self._length(width))

    def arc(self, centre: Point, radius: float, span: tuple[float, float], fill: str, width: float) -> None:
        self.draw.arc(self._around(centre, radius), *span, fill=fill, width=self._length(width))

    def panel(self, left: float, top: float, width: float, height: float, fill: str, round_by: float = 0) -> None:
        corners = self._scaled([(left, top), (left + width, top + height)])
        self.draw.rounded_rectangle(corners, round_by * self.scale, fill=fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.draw.polygon(self._scaled(points), fill=fill)

    def stroke(self, points: Sequence[Point], fill: str, width: float) -> None:
        self.draw.line(self._scaled(points), fill=fill, width=self._length(width), joint="curve")

    def glow(self, centre: Point, radius: float, colour: str, strength: float = 0.8) -> None:
        """Light that fades towards its edge."""
        side = self._length(radius * 2)
        mask = Image.radial_gradient("L").resize((side, side)).point(lambda far: max(0, int((181 - far) * strength)))
        at = (round((centre[0] - radius) * self.scale), round((centre[1] - radius) * self.scale))
        self.image.paste(Image.new("RGB", (side, side), colour), at, mask)

    def jpeg(self) -> bytes:
        out = BytesIO()
        self.image.resize(SIZE, Image.Resampling.LANCZOS).save(out, "JPEG", quality=92)
        return out.getvalue()

    def _around(self, centre: Point, radius: float) -> list[Point]:
        return self._scaled([(centre[0] - radius, centre[1] - radius), (centre[0] + radius, centre[1] + radius)])

    def _scaled(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def _length(self, units: float) -> int:
        return max(1, round(units * self.scale))
