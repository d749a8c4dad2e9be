"""Pixels as a PNG, without a library: media draws it anew anyway."""

import struct
import zlib


def png(pixels: bytes, width: int, height: int, stride: int, channels: int) -> bytes:
    """``pixels`` in rows of ``stride`` bytes, 1 (grey), 3 (RGB) or 4 (RGBA) channels of 8 bits."""
    rows = b"".join(b"\x00" + pixels[at : at + width * channels] for at in range(0, stride * height, stride))
    header = struct.pack(">IIBBBBB", width, height, 8, {1: 0, 3: 2, 4: 6}[channels], 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(kind, body) for kind, body in parts)


def _part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
