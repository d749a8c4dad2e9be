"""Citations: the words that an answer quotes, looked up on the page before anybody sees them as such."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lyceum.domains.learning.rules.quoting import quotes_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.queries.answering import verified
from lyceum.kernel.search.queries.retrieval import Found


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
