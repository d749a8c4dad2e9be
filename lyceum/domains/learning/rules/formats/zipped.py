"""Parts of a zip, counted as they come out: a bomb lies about its size."""

import struct
import zlib
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo

from lyceum.domains.learning.rules.formats.report import Reason

ERRORS = (BadZipFile, zlib.error, LZMAError, struct.error, NotImplementedError, EOFError, ValueError, OSError)
_MOST_RATIO = 200
_LEAST = 1_000_000  # so small that no ratio matters


def unzipped(package: ZipFile, part: ZipInfo, most: int) -> bytes | None:
    """None for a bomb. Raises one of ERRORS, or RuntimeError where a password is needed."""
    allowed = most_from(part.compress_size, most)
    with package.open(part) as stream:
        body = stream.read(allowed + 1)
    return body if len(body) <= allowed else None


def most_from(packed: int, most: int) -> int:
    return min(most, max(packed * _MOST_RATIO, _LEAST))


def reason_of_broken(raw: bytes) -> Reason:
    return Reason.BROKEN if raw[:2] == b"PK" else Reason.WRONG_FORMAT
