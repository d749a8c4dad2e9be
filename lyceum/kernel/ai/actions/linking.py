"""The chain of an organisation: add a provider, change it, put it before another, take it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lyceum.kernel.ai.announcements import LinkAdded, LinkChanged, LinkMoved, LinkRemoved
from lyceum.kernel.ai.models import Link
from lyceum.kernel.ai.permissions import may_configure
from lyceum.kernel.ai.queries.chain import links_for
from lyceum.kernel.ai.rules.vendor import ADDRESSED, CHOSEN, EMBEDS, Vendor, is_well_formed
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.interface.doors import refuse_unless
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotFound

MOST_LINKS, LONGEST_NAME, LONGEST_ADDRESS, LONGEST_KEY = 8, 120, 300, 500


@dataclass(frozen=True, slots=True)
class LinkChoice:
    """``key``: None leaves the one that is kept; empty means the installation's. Prices per million tokens.

    ``embedding_languages``: in which its vectors are good; none: as far as its name tells.
    """

    vendor: str
    model: str = ""
    embedding_model: str = ""
    address: str = ""
    key: str | None = None
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    embedding_languages: Sequence[str] = ()


def add_link(caller: Caller, link_id: UUID, choice: LinkChoice) -> Link:
    """At the end of the chain, under the id that the client made: a repeat gives the same link."""
    refuse_unless(may_configure(caller))
    _refuse_faults(choice, None)
    link = Link(id=link_id, organisation_id=caller.organisation_id)
    try:
        with transaction.atomic():
            link.position = len(_all_locked(caller))
            if link.position >= MOST_LINKS:
                raise Conflict(_("A chain has at most %(most)s providers.") % {"most": MOST_LINKS})
            _apply(link, choice)
            link.save(force_insert=True)
            announce(caller, LinkAdded(link.id, link.vendor, link.model))
    except IntegrityError as error:
        return _added_before(caller, link_id, error)
    return link


@transaction.atomic
def change_link(caller: Caller, link_id: UUID, choice: LinkChoice) -> Link:
    refuse_unless(may_configure(caller))
    link = _one_of(_all_locked(caller), link_id)
    _refuse_faults(choice, link)
    _apply(link, choice)
    link.save()
    announce(caller, LinkChanged(link.id, link.vendor, link.model))
    return link


@transaction.atomic
def move_link(caller: Caller, link_id: UUID, position: int) -> list[Link]:
    """The first position is 0; beyond the last means the last."""
    refuse_unless(may_configure(caller))
    links = _all_locked(caller)
    link = _one_of(links, link_id)
    links.remove(link)
    links.insert(max(0, position), link)
    if _number(links):
        announce(caller, LinkMoved(link.id, link.position))
    return links


@transaction.atomic
def remove_link(caller: Caller, link_id: UUID) -> None:
    """Idempotent: what is gone is gone."""
    refuse_unless(may_configure(caller))
    links = _all_locked(caller)
    link = next((link for link in links if link.id == link_id), None)
    if link is None:
        return
    links.remove(link)
    announce(caller, LinkRemoved(link.id, link.vendor, link.model))
    link.delete()
    _number(links)


def _all_locked(caller: Caller) -> list[Link]:
    return list(links_for(caller).select_for_update())


def _one_of(links: list[Link], link_id: UUID) -> Link:
    found = next((link for link in links if link.id == link_id), None)
    if found is None:
        raise NotFound(_("This provider is not in the chain any more."))
    return found


def _added_before(caller: Caller, link_id: UUID, error: IntegrityError) -> Link:
    found = links_for(caller).filter(id=link_id).first()
    if found is None:
        raise Conflict(_("Somebody else changed the chain at the same moment. Look at it, then try again.")) from error
    return found


def _number(links: list[Link]) -> bool:
    """Whether anything moved. Positions are unique at the end of the transaction only."""
    moved = [(position, link) for position, link in enumerate(links) if link.position != position]
    for position, link in moved:
        link.position = position
        link.save(update_fields=["position"])
    return bool(moved)


def _apply(link: Link, choice: LinkChoice) -> None:
    link.vendor, link.model, link.embedding_model = choice.vendor, choice.model.strip(), choice.embedding_model.strip()
    link.address, link.price_in, link.price_out = choice.address.strip(), choice.price_in, choice.price_out
    link.embedding_languages = sorted(set(choice.embedding_languages))
    if choice.key is not None:
        link.key = choice.key.strip()


def _refuse_faults(choice: LinkChoice, held: Link | None) -> None:
    fields = {name: [fault] for name, fault in _faults(choice, held)}
    if fields:
        raise Invalid(_("Some fields are not right."), fields=fields)


def _faults(choice: LinkChoice, held: Link | None) -> Iterator[tuple[str, str]]:
    if choice.vendor not in {vendor.value for vendor in CHOSEN}:
        yield "vendor", _("Choose one of the providers.")
        return
    vendor, model, embedding = Vendor(choice.vendor), choice.model.strip(), choice.embedding_model.strip()
    if not (model or embedding) or max(len(model), len(embedding)) > LONGEST_NAME:
        yield "model", _("Name the model, as its provider writes it.")
    if embedding and vendor not in EMBEDS:
        yield "embedding_model", _("This provider makes no vectors.")
    if not set(choice.embedding_languages) <= dict(settings.LANGUAGES).keys():
        yield "embedding_languages", _("Choose among the languages of the list.")
    yield from _address_faults(vendor, choice.address.strip())
    yield from _key_faults(vendor, choice, held)
    prices = (choice.price_in, choice.price_out)
    if (prices[0] is None) != (prices[1] is None) or not all(p is None or _is_price(p) for p in prices):
        yield "price_in", _("Give both prices, in dollars per million tokens, or none.")


def _is_price(given: Decimal) -> bool:
    return given.is_finite() and 0 <= given <= 10_000


def _address_faults(vendor: Vendor, address: str) -> Iterator[tuple[str, str]]:
    if vendor not in ADDRESSED:
        if address:
            yield "address", _("This provider has one address, which is known.")
    elif not address:
        if not settings.AI_ADDRESSES.get(vendor.value):
            yield "address", _("Give the address of the server.")
    elif not is_well_formed(address) or len(address) > LONGEST_ADDRESS:
        yield "address", _("This is not an address: it begins with https://.")
    elif address.startswith("http:") and urlsplit(address).netloc not in settings.AI_LOCAL_SERVERS:
        yield "address", _("Use https://: over http:// anybody on the way reads the questions and the key.")


def _key_faults(vendor: Vendor, choice: LinkChoice, held: Link | None) -> Iterator[tuple[str, str]]:
    """A key that is kept is sent to where it was given for, and nowhere else."""
    keeps = choice.key is None and held is not None and held.has_key
    goes_elsewhere = held is not None and (held.vendor, held.address) != (choice.vendor, choice.address.strip())
    if keeps and goes_elsewhere:
        yield "key", _("Give the key again: it is not sent to another place than the one it was given for.")
    key = choice.key or ""
    if len(key) > LONGEST_KEY or not key.isascii() or any(character.isspace() for character in key.strip()):
        yield "key", _("This is not a key.")
    has_key = keeps or bool(key) or bool(settings.AI_KEYS.get(vendor.value))
    if vendor not in ADDRESSED and not has_key:
        yield "key", _("This provider asks for a key.")
