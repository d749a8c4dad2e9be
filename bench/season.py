"""A season of published events in real cities, and what people ask of it."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid5

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import figures
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.models import Organisation
from lyceum.kernel.search.actions.catalogue import publish_entries
from lyceum.kernel.search.models import CatalogueEntry
from lyceum.kernel.search.queries.catalogue import completions_for, listing_for
from lyceum.kernel.search.rules.catalogue import Near, PublicEntry, Span, Wanted

KIND, ORGANISERS = "events:event", 40
CITIES = {
    "Paris": (48.8566, 2.3522, 30),
    "Lyon": (45.7640, 4.8357, 12),
    "Marseille": (43.2965, 5.3698, 10),
    "Toulouse": (43.6047, 1.4442, 8),
    "Nantes": (47.2184, -1.5536, 7),
    "Strasbourg": (48.5734, 7.7521, 6),
    "Bordeaux": (44.8378, -0.5792, 6),
    "Lille": (50.6292, 3.0573, 5),
    "Bruxelles": (50.8503, 4.3517, 5),
    "London": (51.5074, -0.1278, 8),
}
SORTS = "Concert Récital Conférence Atelier Festival Spectacle Visite Débat Lecture Workshop Talk Screening".split()
OF = (
    "jazz Mozart violon piano Debussy chorale électro théâtre danse philosophie astronomie cinéma cuisine photographie "
    "écologie poésie histoire robotique peinture guitare opéra baroque quatuor improvisation marionnettes cirque"
).split()
HOUSES = "Auditorium Opéra Théâtre Médiathèque Halle Chapelle Atelier Maison Cinéma Conservatoire".split()


@dataclass(frozen=True, slots=True)
class Timed:
    name: str
    found: int
    p50: float
    p95: float
    bare: float


def measured(entries: int, rounds: int) -> str:
    _prepare(entries)
    began = time.perf_counter()
    rows = [_timed(name, act, rounds) for name, act in _asked()]
    head = ["", "found", "p50, ms", "p95, ms", "bare statements p95, ms"]
    table = figures.table(
        head, [(row.name, row.found, f"{row.p50:.1f}", f"{row.p95:.1f}", f"{row.bare:.1f}") for row in rows]
    )
    return "\n\n".join(
        [
            "## Finding events: `bin/bench discovery`",
            f"{figures.machine(f'PostgreSQL {_version()}, embedded')}, shared with others. {entries:,} published "
            f"events of {ORGANISERS} organisations, all to come, as the application's role and one person at a time; "
            f"{rounds} questions of each kind, {time.perf_counter() - began:.0f} s. Each gives 24 events with their "
            "distance, the total, and the counts of every facet and period. *Bare*: the same statements by a cursor.",
            table,
        ]
    )


def _asked() -> Iterator[tuple[str, Callable[[], int]]]:
    now = timezone.now()
    spans = {f"{days} days": Span(now, now + timedelta(days=days)) for days in (1, 3, 7, 30)}
    dice = random.Random(5)

    def listing(**fields: object) -> int:
        return listing_for(Visitor(), Wanted(KIND, now, spans=spans, **fields)).total  # type: ignore[arg-type]

    def near(within: float | None, **fields: object) -> int:
        latitude, longitude, _ = CITIES[dice.choice([*CITIES])]
        return listing(near=Near(latitude, longitude, within), order="distance", **fields)

    def complete(text: str) -> int:
        return len(completions_for(Visitor(), Wanted(KIND, now, text, limit=8)))

    yield "everything to come", lambda: listing()
    yield "one word", lambda: listing(text=dice.choice(OF))
    yield "a word that stands in every tenth", lambda: listing(text=dice.choice(SORTS))
    yield "two words", lambda: listing(text=f"{dice.choice(SORTS)} {dice.choice(OF)}")
    yield "a word with a slip", lambda: listing(text=_slipped(dice.choice([w for w in OF if len(w) > 4]), dice))
    yield "two facets chosen", lambda: listing(labels={"category": ["concert"], "language": ["fr"]})
    yield "within 25 km, by distance", lambda: near(25)
    yield "a word, by distance, anywhere", lambda: near(None, text=dice.choice(OF))
    yield "completion of two letters", lambda: complete(dice.choice(OF)[:2])
    yield "completion of four letters", lambda: complete(dice.choice([*CITIES, *OF])[:4])
    yield "completion with a slip", lambda: complete(_slipped(dice.choice([*CITIES]), dice))


def _slipped(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _timed(name: str, act: Callable[[], int], rounds: int) -> Timed:
    for _ in range(5):
        found = act()
    taken = sorted(_milliseconds(act) for _ in range(rounds))
    with CaptureQueriesContext(connection) as captured:
        for _ in range(min(rounds, 50)):
            act()
    statements = [query["sql"] for query in captured]
    each = len(statements) // min(rounds, 50) or 1

    bare = sorted(
        _milliseconds(lambda part=statements[at : at + each]: _run(part))  # type: ignore[misc]
        for at in range(0, len(statements), each)
    )
    return Timed(name, found, statistics.median(taken), taken[int(rounds * 0.95)], bare[int(len(bare) * 0.95)])


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            cursor.fetchall()


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _prepare(entries: int) -> None:
    if CatalogueEntry.objects.filter(kind=KIND, ends_at__gte=timezone.now()).count() >= entries:
        return
    dice = random.Random(4)
    for number in range(ORGANISERS):
        organisation, _ = Organisation.objects.get_or_create(
            slug=f"organiser-{number}",
            defaults={"name": f"Les Amis {number}", "kind": "organiser", "domains": ["events"]},
        )
        with scope.entered(organisation.id):
            publish_entries(organisation.id, [_entry(organisation, n, dice) for n in range(entries // ORGANISERS)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_catalogueentry")


def _entry(organisation: Organisation, number: int, dice: random.Random) -> PublicEntry:
    city = dice.choices([*CITIES], [weight for *_, weight in CITIES.values()])[0]
    latitude, longitude, _ = CITIES[city]
    sort, about, other = dice.choice(SORTS), dice.choice(OF), dice.choice(OF)
    starts_at = timezone.now() + timedelta(hours=dice.randrange(24, 24 * 365))
    return PublicEntry(
        KIND,
        uuid5(organisation.id, str(number)),
        f"{sort} {about} n° {number}",
        f"/events/{number}/",
        f"Une soirée de {about} et de {other} à {city}, avec les amis du {sort.lower()} et leurs invités.",
        language=dice.choice(["fr", "fr", "en"]),
        place=f"{dice.choice(HOUSES)} {dice.choice(OF)}",
        city=city,
        organiser=organisation.name,
        labels={
            "category": [dice.choice(["concert", "talk", "workshop", "show", "visit"])],
            "language": [dice.choice(["fr", "fr", "en"])],
            "price": [dice.choice(["free", "10", "25", "50"])],
            "access": ["wheelchair"] if dice.random() < 0.6 else [],
            "places": ["left"] if dice.random() < 0.9 else [],
        },
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        latitude=latitude + dice.gauss(0, 0.1),
        longitude=longitude + dice.gauss(0, 0.1),
        price=dice.choice([0, 800, 1500, 3000]),
        currency="EUR",
        left=dice.randrange(200),
    )


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0]).split()[0]
