"""What a room gives to the others: the shapes that ``contributions.py`` fills in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lyceum.kernel.foundation.rules.agenda import AgendaEntry, Card, PlanBar
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.enclosure import Enclosure
from lyceum.kernel.foundation.rules.indicator import Indicator, Subject, Tally
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.foundation.rules.workflow import AT_ONCE, Gather, Throttle, Workflow


@dataclass(frozen=True, slots=True)
class Permission:
    """One act that a role may do. ``code`` is ``room.verb``; ``roles`` hold it by default."""

    code: str
    label: Message
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """``url_name`` is reversed inside the organisation; shown when the caller holds ``permission``.

    ``for_operators``: only for those who run the installation.
    """

    label: Message
    url_name: str
    icon: str
    permission: str = ""
    order: int = 50
    section: str = "main"  # main · manage · account
    on_phone_bar: bool = False
    for_operators: bool = False


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One thing to do now. ``urgency``: 0 whenever, 1 today, 2 now."""

    title: str
    url: str
    icon: str
    detail: str = ""
    at: datetime | None = None
    urgency: int = 0


@dataclass(frozen=True, slots=True)
class NotificationKind:
    """A reason to tell somebody. ``channels`` are on by default ("chat": it may be posted in a team's rooms);
    ``critical`` cannot be switched off, and passes quiet hours. ``encloses``: (organisation, person, key of the
    notification) → the files that go along with its mail. ``sample``: made-up contents for its templates, where
    those that previews find by themselves do not do."""

    code: str
    label: Message
    channels: frozenset[str] = frozenset({"in_app", "email"})
    critical: bool = False
    icon: str = "bell"
    workflow: Workflow = AT_ONCE
    gather: Gather | None = None
    throttle: Throttle | None = None
    encloses: Callable[[UUID, UUID, str], Iterable[Enclosure]] | None = None
    sample: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SearchKind:
    """A kind of thing that can be found. ``entries``: organisation id → all its entries, to index them afresh."""

    code: str
    label: Message
    icon: str
    entries: Callable[[UUID], Iterable[Any]]


class PrivacyClass(StrEnum):
    """What a field says about a person, and so what export and erasure do with it."""

    IDENTIFYING = "identifying"  # name, address: exported, erased
    CONTENT = "content"  # what they wrote or did: exported, erased or handed to nobody
    SECRET = "secret"  # hashes, seeds: never exported, erased
    TECHNICAL = "technical"  # ids, states, times: exported with the row
    NONE = "none"  # says nothing about a person


@dataclass(frozen=True, slots=True)
class PersonalRecords:
    """How the rows of one model belong to a person.

    ``fields``: the class of each field. ``owner``: lookup from the row to the person (``""``: not a
    person's row). ``on_erasure``: ``delete`` the row, ``blank`` its identifying and content fields and
    unlink the person, or ``keep`` it for the reason given in ``kept_because``. ``address``: a field that
    may hold an e-mail address, which then says whose row it is. ``what``: the rows in words that people read.
    """

    model: str
    fields: Mapping[str, PrivacyClass]
    owner: str = ""
    on_erasure: str = "delete"
    kept_because: Message = ""
    address: str = ""
    what: Message = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the whole installation, for Prometheus. ``samples``: values of the labels → the figure now."""

    name: str
    text: str
    labels: tuple[str, ...] = ()
    samples: Mapping[tuple[str, ...], float] = field(default_factory=dict)
    is_counter: bool = True  # grows; otherwise it stands as it stands


@dataclass(frozen=True, slots=True)
class Contributions:
    """Everything one room gives. ``subscribers``: announcement kind → functions called after commit."""

    permissions: Iterable[Permission] = ()
    menu: Iterable[MenuEntry] = ()
    today: Callable[[Caller], Iterable[TodayItem]] | None = None
    notifications: Iterable[NotificationKind] = ()
    personal: Iterable[PersonalRecords] = ()
    subscribers: Mapping[str, Iterable[Callable[..., Any]]] = field(default_factory=dict)
    demo: Callable[..., None] | None = None  # (world) -> None: adds this room's part of the demo
    badges: Mapping[str, Callable[[Caller], int]] = field(default_factory=dict)
    search: Iterable[SearchKind] = ()
    # kind ("events:event") → organisation → what of it anybody in the world may find (search's ``PublicEntry``)
    catalogue: Mapping[str, Callable[[UUID], Iterable[Any]]] = field(default_factory=dict)
    facts: Mapping[str, Message] = field(default_factory=dict)  # announcement kind → how the audit trail names it
    reseal: Callable[[], int] | None = None  # seals anew what lies in libraries' tables; how many
    measures: Callable[[], Iterable[Measure]] | None = None  # read at every scrape
    erase: Callable[[UUID | None, UUID], None] | None = None  # (organisation or none, person): beside the rows
    indicators: Iterable[Indicator] = ()
    counts: Mapping[str, Callable[[Any, date], Iterable[Tally]]] = field(default_factory=dict)  # by announcement kind
    # indicator → (organisation, day) → what was so at the day's end
    surveys: Mapping[str, Callable[[UUID, date], Iterable[Tally]]] = field(default_factory=dict)
    subjects: Callable[[Caller], Iterable[Subject]] | None = None  # of which figures the caller may see
    # url name ("learning:path") → its card for whoever may see it, else None
    cards: Mapping[str, Callable[[Caller, UUID], Card | None]] = field(default_factory=dict)
    # url name → who takes part in it, for one who may see it: the people of a conversation about it
    people: Mapping[str, Callable[[Caller, UUID], Iterable[UUID]]] = field(default_factory=dict)
    # purpose of a file → whether the caller may open this one, which lies in a thing of the room's
    files: Mapping[str, Callable[[Caller, UUID], bool]] = field(default_factory=dict)
    agenda: Callable[[Caller, datetime, datetime], Iterable[AgendaEntry]] | None = None  # of the caller, in that time
    # first part of an entry's key → (caller, key, new start, new end): the room refuses what cannot be
    moves: Mapping[str, Callable[[Caller, str, datetime, datetime], None]] = field(default_factory=dict)
    plans: Callable[[Caller, UUID], Iterable[PlanBar]] | None = None  # of a group that the caller may see
    # what a plan may limit ("students") → (organisation) → how much of it there is now
    holdings: Mapping[str, Callable[[UUID], int]] = field(default_factory=dict)
    # (organisation, what, how much more is coming): refuses what its plan has no room for
    bounds: Callable[[UUID, str, int], None] | None = None
