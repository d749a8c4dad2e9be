"""Cards painted by Pillow in the product's own letters: the picture, and over its shade what, when and where."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from unicodedata import normalize

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont, ImageOps

from lyceum.domains.events.rules.social_card import SIZE, SocialCard
from lyceum.kernel.foundation.rules.colour import hex_of

_MARGIN = 72
_WIDE, _HIGH = SIZE
_WEIGHTS = {"title": None, "text": 500, "strong": 700}
_UNKNOWN = "\uffff"


class CardPainter:
    def painted(self, card: SocialCard, picture: bytes) -> bytes:
        image = _behind(card, picture)
        draw = ImageDraw.Draw(image)
        size = next(size for size in (76, 64, 54, 46) if len(_lines(card.title, "title", size)) <= 3 or size == 46)
        titles = _lines(card.title, "title", size)[:3]
        top = _HIGH - _MARGIN - 56 - len(titles) * round(size * 1.12)
        _written(
            draw,
            _cut(card.when[:1].upper() + card.when[1:], "strong", 32),
            top - 58,
            "strong",
            32,
            hex_of(0.9, 0.08, card.hue),
        )
        for line in titles:
            _written(draw, line, top, "title", size, "#ffffff")
            top += round(size * 1.12)
        _written(draw, _cut(card.where, "text", 32), top + 24, "text", 32, "#e9e7f0")
        _badge(draw, card)
        out = BytesIO()
        image.save(out, "JPEG", quality=88)
        return out.getvalue()


def connect() -> CardPainter:
    return CardPainter()


def _behind(card: SocialCard, picture: bytes) -> Image.Image:
    """The picture under a shade that keeps white words readable; without one, the organiser's colour."""
    if not picture:
        plain = Image.new("RGB", SIZE, hex_of(0.32, 0.11, card.hue))
        draw = ImageDraw.Draw(plain)
        for far in range(60, 380, 80):
            draw.ellipse((_WIDE - far, -far, _WIDE + far, far), outline=hex_of(0.46, 0.13, card.hue), width=28)
        return plain
    image = ImageOps.fit(Image.open(BytesIO(picture)).convert("RGB"), SIZE, Image.Resampling.LANCZOS)
    shade = Image.linear_gradient("L").resize(SIZE).point(lambda down: round(236 * min(1, down / 205) ** 1.25))
    return Image.composite(Image.new("RGB", SIZE, hex_of(0.17, 0.05, card.hue)), image, shade)


def _badge(draw: ImageDraw.ImageDraw, card: SocialCard) -> None:
    """Whose event it is, on the organiser's colour."""
    text = _cut(card.organiser, "strong", 28)
    wide = _font("strong", 28).getlength(text)
    box = (_MARGIN - 24, _MARGIN - 28, _MARGIN + wide + 24, _MARGIN + 32)
    draw.rounded_rectangle(box, 30, fill=hex_of(0.45, 0.12, card.hue))
    _written(draw, text, _MARGIN - 17, "strong", 28, "#ffffff")


def _written(draw: ImageDraw.ImageDraw, text: str, top: float, face: str, size: int, fill: str) -> None:
    draw.text((_MARGIN, top), text, font=_font(face, size), fill=fill)


def _lines(text: str, face: str, size: int) -> list[str]:
    return list(_wrapped(_plain(text), _font(face, size)))


def _cut(text: str, face: str, size: int) -> str:
    lines = _lines(text, face, size)
    return lines[0] + (" …" if len(lines) > 1 else "") if lines else ""


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > _WIDE - 2 * _MARGIN - 40:
            yield line
            longer = word
        line = longer
    if line:
        yield line


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    name = "young-serif" if face == "title" else "hanken-grotesk"
    font = ImageFont.truetype(str(finders.find(f"ui/fonts/{name}.woff2")), size)
    if weight := _WEIGHTS[face]:
        font.set_variation_by_axes([weight])
    return font


def _plain(text: str) -> str:
    """What the letters lack loses its accents, else is left out."""
    return "".join(map(_letter, normalize("NFC", text)))


@cache
def _letter(character: str) -> str:
    if character.isspace():
        return " "
    bare = normalize("NFKD", character)[0]
    return next((one for one in (character, bare) if _is_known(one)), "")


def _is_known(character: str) -> bool:
    font = _font("title", 32)
    return bytes(font.getmask(character)) != bytes(font.getmask(_UNKNOWN))
