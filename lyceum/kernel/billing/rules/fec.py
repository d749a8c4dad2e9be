"""The file of accounting entries as French law wants it: article A47 A-1 of the *Livre des procédures fiscales*.

Eighteen columns between tabs, days as YYYYMMDD, a comma before decimals. Accounts after the *plan comptable général*.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lyceum.kernel.foundation.rules.money import plain

COLUMNS = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
    "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
).split()
_ACCOUNTS = {
    "receivable": ("411000", "Clients"),
    "revenue": ("706000", "Prestations de services"),
    "refunds": ("709600", "Rabais, remises et ristournes accordés"),
    "vat": ("445710", "TVA collectée"),
    "fee": ("622200", "Commissions"),
    "bank": ("512000", "Banque"),
    "cash": ("530000", "Caisse"),
    "clearing": ("511200", "Encaissements en attente"),
    "disputes": ("467000", "Paiements contestés"),
}
_JOURNALS = {"sale": ("VE", "Ventes"), "credit": ("VE", "Ventes")}
_MONEY = ("BQ", "Banque")


@dataclass(frozen=True, slots=True)
class Side:
    """One line of an entry. ``number``: of the entry, from 1 without gaps; ``piece``: of the invoice, or its key."""

    number: int
    day: date
    kind: str
    account: str
    piece: str
    currency: str
    amount: int


def account_number(account: str) -> tuple[str, str]:
    """Number and name; what comes after the colon tells accounts of one kind apart."""
    kind, _, part = account.partition(":")
    number, name = _ACCOUNTS[kind]
    if kind == "vat":
        return f"{number}{int(part):04d}", f"{name} {int(part) / 100:g} %".replace(".", ",")
    return number, f"{name} ({part})" if part else name


def fec(sides: Iterable[Side]) -> bytes:
    rows = ["\t".join(COLUMNS), *("\t".join(_row(side)) for side in sides)]
    return ("\r\n".join(rows) + "\r\n").encode()


def _row(side: Side) -> list[str]:
    journal, journal_name = _JOURNALS.get(side.kind, _MONEY)
    number, name = account_number(side.account)
    day = side.day.strftime("%Y%m%d")
    debit, credit = (max(side.amount, 0), max(-side.amount, 0))
    amounts = [plain(amount, side.currency).replace(".", ",") for amount in (debit, credit)]
    known = ["", ""] if side.currency == "EUR" else [plain(side.amount, side.currency).replace(".", ","), side.currency]
    piece = re.sub(r"[\t\r\n|]", " ", side.piece)
    told = [journal, journal_name, str(side.number), day, number, name, "", "", piece, day, f"{side.kind} {piece}"]
    return [*told, *amounts, "", "", day, *known]
