"""Citations: the words that an answer quotes, looked up on the page before anybody sees them as such."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.queries.answering import verified
from lyceum.kernel.search.queries.retrieval import Found

_QUOTED = re.compile(r"«\s*([^»]{12,600}?)\s*»|“([^”]{12,600}?)”|\"([^\"]{12,600}?)\"")
_NUMBERED = re.compile(r"\s*\[(\d{1,2})\]")


class Quotation(Protocol):
    document_id: UUID
    version: int
    title: str
    page: int
    label: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cited:
    """The exact words, characters ``start`` to ``end`` of the page."""

    document_id: str
    version: int
    title: str
    page: int
    label: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, quotation: Any) -> "Cited":
        return cls(
            str(quotation.document_id),
            quotation.version,
            quotation.title,
            quotation.page,
            quotation.label,
            quotation.start,
            quotation.end,
            quotation.text,
        )

    def kept(self) -> dict[str, Any]:
        return asdict(self)


def cite(caller: Caller, answer: str, passages: Sequence[Found]) -> list[Cited]:
    """Every quotation of the answer that a page of the passages really holds, once, in their order."""
    found: dict[tuple[str, int, int], Cited] = {}
    pages = list(dict.fromkeys((passage.document_id, passage.page, passage.version) for passage in passages))
    for quote in quotes_of(answer):
        for document_id, page, version in pages:
            if told := verified(caller, document_id, page, quote, version):
                cited = Cited.of(told)
                found.setdefault((cited.document_id, cited.page, cited.start), cited)
                break
    return list(found.values())


def quotes_of(answer: str) -> list[str]:
    return [next(group for group in match.groups() if group) for match in _QUOTED.finditer(answer)]


def without_faults(answer: str, citations: Iterable[Cited]) -> str:
    """Quotation marks around words that no page holds are taken away: they are the model's own words.

    Numbers of passages in brackets mean nothing to a student.
    """
    true = {_plain(cited.text) for cited in citations}

    def checked(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group)
        return match[0] if any(_plain(words) in held for held in true) else words

    return _NUMBERED.sub("", _QUOTED.sub(checked, answer)).strip()


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).casefold().strip()
