"""The first part of an organisation's addresses: short, plain, and nobody else's."""

import re
from collections.abc import Collection, Iterator

from lyceum.kernel.foundation.rules.normal import normal

LONGEST = 40
_SHAPE = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def is_well_formed(slug: str) -> bool:
    return 2 <= len(slug) <= LONGEST and bool(_SHAPE.match(slug))


def slug_of(name: str) -> str:
    """``slug_of("Lycée Ampère") == "lycee-ampere"``; empty when nothing of the name can stand in an address."""
    plain = re.sub(r"[^a-z0-9]+", "-", normal(name)).strip("-")
    return plain[:LONGEST].strip("-")


def stem(name: str) -> str:
    """What every suggestion for this name starts with."""
    slug = slug_of(name)
    return slug if len(slug) > 1 else "organisation"


def suggested(name: str, taken: Collection[str]) -> str:
    """The first address made from the name that is not taken."""
    return next(slug for slug in _alternatives(stem(name)) if slug not in taken and is_well_formed(slug))


def _alternatives(start: str) -> Iterator[str]:
    yield start
    for number in range(2, 100_000):
        ending = f"-{number}"
        yield start[: LONGEST - len(ending)].strip("-") + ending
