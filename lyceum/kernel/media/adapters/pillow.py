"""Pictures are drawn anew by Pillow: position, camera and whatever was hidden stay behind."""

import io
import warnings
from collections.abc import Mapping
from typing import cast

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from lyceum.kernel.media.ports import Picture
from lyceum.kernel.media.rules.contents import GIF, JPEG, PNG, WEBP, Hostile

_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP", GIF: "GIF"}
_MOST_PIXELS, _LONGEST_SIDE = 50_000_000, 16_000
_QUALITY = 82
Image.MAX_IMAGE_PIXELS = _MOST_PIXELS


class Pillow:
    def drawn_anew(
        self, body: bytes, content_type: str, widths: Mapping[str, int], *, square: bool
    ) -> dict[str, Picture]:
        image = _opened(body, content_type, max(widths.values()))
        return {variant: _at(image, width, square) for variant, width in widths.items()}


def connect() -> Pillow:
    return Pillow()


def _opened(body: bytes, content_type: str, widest: int) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about damaged EXIF, which we drop anyway
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _read(body, content_type, widest)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, IndexError, EOFError) as fault:
        raise Hostile("unreadable picture") from fault
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Hostile("bomb") from fault


def _read(body: bytes, content_type: str, widest: int) -> Image.Image:
    image = Image.open(io.BytesIO(body), formats=[_FORMATS[content_type]])
    width, height = image.size
    if width * height > _MOST_PIXELS or max(width, height) > _LONGEST_SIDE or min(width, height) < 1:
        raise Hostile("bomb")
    image.draft("RGB", (widest * 2, widest * 2))  # a JPEG is read at a fraction of its size
    image.load()
    upright = ImageOps.exif_transpose(image)
    return _in_srgb(upright)


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    profile = image.info.get("icc_profile")
    plain = image.convert(mode)
    if not profile or image.mode not in {"RGB", "RGBA"}:
        return plain
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        return cast(Image.Image, converted)
    except (ImageCms.PyCMSError, OSError):
        return plain


def _at(image: Image.Image, width: int, square: bool) -> Picture:
    if square:
        side = min(width, *image.size)
        scaled = ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS)
    else:
        scaled = image.copy()
        scaled.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
    scaled.info.clear()
    out = io.BytesIO()
    scaled.save(out, "WEBP", quality=_QUALITY, method=4, exif=b"", icc_profile=None, xmp=b"")
    return Picture(*scaled.size, out.getvalue())
