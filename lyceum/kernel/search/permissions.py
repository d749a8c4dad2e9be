from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.search.models import Document

ADD, MANAGE = "search.add_documents", "search.manage_documents"


def may_add(caller: Caller) -> bool:
    return caller.may(ADD)


def may_change(caller: Caller, document: Document) -> bool:
    """Replace, remove, open to others: one's own; any for whoever manages them."""
    return caller.may(MANAGE) or (caller.may(ADD) and document.owner_id == caller.person_id)
