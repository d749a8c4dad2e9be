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
    found = (cite_words(caller, quote, passages) for quote in quotes_of(answer))
    return list({(one.document_id, one.page, one.start): one for one in found if one}.values())


def cite_words(caller: Caller, words: str, passages: Sequence[Found]) -> Cited | None:
    """Where a page of the passages says exactly this."""
    for passage in {(one.document_id, one.page, one.version): one for one in passages}.values():
        if told := verified(caller, passage.document_id, passage.page, words, passage.version):
            return Cited.of(told)
    return None
