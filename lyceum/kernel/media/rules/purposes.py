"""What files are for, and so what they may be: how large, of which kinds, shown to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lyceum.kernel.media.rules.contents import DOCUMENTS, DOCX, PDF, PICTURES, PPTX, TEXT, ZIP
from lyceum.kernel.media.rules.visibility import Visibility

MEGABYTE = 1024 * 1024
_INSIDE = frozenset({Visibility.ORGANISATION, Visibility.GROUPS, Visibility.PRIVATE})


@dataclass(frozen=True, slots=True)
class Purpose:
    """``largest`` in bytes. ``widths``: variant → pixels, for pictures. ``personal``: of no organisation.

    ``made_here``: by Lyceum itself, never uploaded.
    """

    code: str
    kinds: frozenset[str]
    largest: int
    visibilities: frozenset[Visibility]
    widths: Mapping[str, int] = field(default_factory=lambda: {"small": 480, "medium": 960, "large": 1920})
    square: bool = False
    personal: bool = False
    made_here: bool = False


PURPOSES = {
    purpose.code: purpose
    for purpose in (
        Purpose(
            "portrait",
            PICTURES,
            10 * MEGABYTE,
            frozenset({Visibility.COMPANIONS}),
            {"small": 64, "medium": 160, "large": 480},
            square=True,
            personal=True,
        ),
        Purpose(
            "logo",
            PICTURES,
            5 * MEGABYTE,
            frozenset({Visibility.PUBLIC}),
            {"small": 64, "medium": 160, "large": 480},
        ),
        Purpose("illustration", PICTURES, 15 * MEGABYTE, _INSIDE | {Visibility.PUBLIC}),
        Purpose("document", PICTURES | DOCUMENTS, 25 * MEGABYTE, _INSIDE),
        Purpose("attachment", PICTURES | DOCUMENTS, 25 * MEGABYTE, frozenset({Visibility.PLACE})),
        Purpose("course", frozenset({PDF, DOCX, PPTX, TEXT}), 100 * MEGABYTE, _INSIDE),
        Purpose(
            "export", frozenset({ZIP}), 2048 * MEGABYTE, frozenset({Visibility.PRIVATE}), personal=True, made_here=True
        ),
    )
}
