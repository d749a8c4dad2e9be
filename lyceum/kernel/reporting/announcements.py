"""What has happened to what everybody may see."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FiguresPublished:
    """``codes``: of the indicators that everybody may see from now on; none: no figure is public."""

    codes: list[str]


@dataclass(frozen=True)
class FiguresRecounted:
    """From ``facts`` announcements of the past."""

    facts: int
