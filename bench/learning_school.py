"""The school of 5,000 at work: two paths for each of its classes, what its students met, and one with 100,000 cards.

Rows are made by statements, not by answers: a hundred thousand memories are to be there, not to be believable.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from bench.crowd import gathered
from lyceum.domains.learning.models import Exam, Item, Path, PathTeacher, Source, State, Status, Step
from lyceum.domains.learning.rules.item import Choice, Content, Kind
from lyceum.kernel.foundation import scope
from lyceum.kernel.identity.models import Group, Organisation, Person
from lyceum.kernel.search.actions.keeping import keep_pages
from lyceum.kernel.search.models import Document, DocumentVersion
from lyceum.kernel.search.models.document import State as Reading
from lyceum.kernel.search.rules.reading import PageText

PATHS, STEPS, ITEMS, MET, DRAFTS = 2, 4, 20, 40, 12  # of a class, of a path, of a step, of a student, waiting
COURSES, PAGES = 20, 15
COLLECTOR, CARDS, DECKS = 320, 100_000, 20
_THINGS = "force vitesse courant tension masse pression énergie lumière onde champ charge travail".split()


@dataclass(frozen=True, slots=True)
class School:
    """``paths``: of each class, by its number, the first; ``collection``: of the student with 100,000 cards."""

    organisation: Organisation
    paths: Sequence[UUID]
    collection: UUID
    collector: Person


def taught() -> School:
    """Made on the first call; the same afterwards."""
    organisation = gathered()
    with scope.entered(organisation.id):
        if not Path.objects.filter(organisation=organisation).exists():
            with transaction.atomic():
                _fill(organisation)
            settled()
        rows = list(Path.objects.filter(organisation=organisation).order_by("name"))
        paths = [path.id for path in rows if path.name.endswith("cours 0")]
        collection = next(path.id for path in rows if path.name == "Collection")
    return School(organisation, paths, collection, _collector())


def _fill(organisation: Organisation) -> None:
    groups = list(Group.objects.filter(organisation=organisation).order_by("name"))
    documents = [_course(organisation, number) for number in range(COURSES)]
    for number, group in enumerate(groups):
        teacher = Person.objects.get(email=f"person{number + 1}@bench.example")
        for course in range(PATHS):
            document = documents[(number * PATHS + course) % COURSES]
            path = _path(organisation, f"Classe {number:03}, cours {course}", [f"group:{group.id}"], teacher)
            Source.objects.create(organisation=organisation, path=path, document=document)
            _steps(organisation, path, STEPS, ITEMS, document)
            if number % 4 == 0 and course == 1:
                _exam(organisation, path)
    collection = _path(organisation, "Collection", [f"person:{_collector().id}"], None)
    _steps(organisation, collection, DECKS, CARDS // DECKS, None)
    with connection.cursor() as cursor:
        cursor.execute(_MEMORIES, [MET, organisation.id, collection.id])
        cursor.execute(_COLLECTED, [_collector().id, collection.id])
        cursor.execute(_REVISIONS, [organisation.id])
        cursor.execute(_REVIEWS, [organisation.id])


def settled() -> None:
    """As autovacuum leaves the tables of a school; the owner alone may."""
    import psycopg

    from bench.house import VAR
    from lyceum.project.start import database

    with psycopg.connect(database.urls(VAR)[0], autocommit=True) as asking:
        asking.execute("VACUUM (ANALYZE)")


def _collector() -> Person:
    return Person.objects.get(email=f"person{COLLECTOR}@bench.example")


def _path(organisation: Organisation, name: str, audience: list[str], teacher: Person | None) -> Path:
    now = timezone.now()
    path: Path = Path.objects.create(
        organisation=organisation,
        name=name,
        objectives="Savoir dire, calculer et expliquer.",
        subject="Physique",
        level="2de",
        author=teacher,
        status=Status.ACTIVE,
        audience=audience,
        activated_at=now,
        begins_on=now.date() - timedelta(days=60),
    )
    if teacher:
        PathTeacher.objects.create(organisation=organisation, path=path, person=teacher)
    return path


def _exam(organisation: Organisation, path: Path) -> None:
    Exam.objects.create(
        organisation=organisation, path=path, title="Contrôle", held_on=date.today() + timedelta(days=10)
    )


def _steps(organisation: Organisation, path: Path, count: int, size: int, document: Document | None) -> None:
    steps = Step.objects.bulk_create(
        Step(organisation=organisation, path=path, position=number, title=f"Étape {number + 1}", document=document)
        for number in range(count)
    )
    drafts = DRAFTS // count if document else 0
    rows = (_item(organisation, step, number, size, document) for step in steps for number in range(size + drafts))
    Item.objects.bulk_create(rows, batch_size=5000)


def _item(organisation: Organisation, step: Step, number: int, size: int, document: Document | None) -> Item:
    thing = _THINGS[number % len(_THINGS)]
    item = Item(organisation=organisation, step=step, position=number, document=document)
    item.state = State.ACCEPTED if number < size else State.DRAFT
    if document:
        item.version, item.page, item.start, item.end = 1, 1 + number % PAGES, 0, 60
        item.quote = _page(number % PAGES)[:60]
    choices = (Choice(f"{number} N", True), Choice(f"{number + 1} N", False), Choice(f"{number + 2} N", False))
    if number % 2:
        item.ask(Content(Kind.CHOICE, f"Que vaut la {thing} numéro {number} ?", choices=choices))
    else:
        item.ask(Content(Kind.SHORT, f"Comment nomme-t-on la grandeur {number} ?", answers=(thing,)))
    return item


def _course(organisation: Organisation, number: int) -> Document:
    document: Document = Document.objects.create(
        organisation=organisation, title=f"Cours {number}", language="fr", state=Reading.READY, version=1
    )
    version = DocumentVersion.objects.create(
        organisation=organisation, document=document, number=1, format="text", sha256="0" * 64
    )
    keep_pages(version, list(_pages()), "fr")
    return document


def _pages() -> Iterator[PageText]:
    for number in range(PAGES):
        yield PageText(number + 1, str(number + 1), _page(number))


def _page(number: int) -> str:
    """Thirty sentences, of which each page speaks of other things."""
    said = []
    for at in range(30):
        one, other = _THINGS[(number + at) % len(_THINGS)], _THINGS[(number * 5 + at * 7 + 3) % len(_THINGS)]
        said.append(f"La {one} numéro {at} se mesure avec soin et dépend de la {other} au chapitre {number}.")
    return " ".join(said)


_KNOWN = """
    (id, created_at, organisation_id, person_id, item_id, path_id, step_id, stability, difficulty, reviewed_at,
     due_on, phase, exam_on, exam_recall, reviews, lapses, last_right)
"""
_STATE = """
    5 + mod(abs(hashtext(item.id::text || {person})), 60), 5,
    now() - make_interval(days => 1 + mod(abs(hashtext(item.id::text || {person})), 20)),
    current_date - 10 + mod(abs(hashtext(item.id::text || {person})), 40),
    NULL, exam.held_on, 0.5 + (mod(abs(hashtext(item.id::text)), 50)) / 100.0, 3, 0,
    mod(abs(hashtext(item.id::text || {person})), 3) > 0
"""
_MEMORIES = f"""
    INSERT INTO learning_memory {_KNOWN}
    SELECT uuidv7(), now(), path.organisation_id, member.person_id, item.id, path.id, step.id,
        {_STATE.format(person="member.person_id::text")}
    FROM learning_path AS path
    JOIN learning_step AS step ON step.path_id = path.id
    JOIN learning_item AS item ON item.step_id = step.id AND item.state = 'accepted'
        AND step.position * {ITEMS} + item.position < %s
    JOIN identity_group AS class ON path.audience && ARRAY['group:' || class.id]
    JOIN identity_groupmembership AS place ON place.group_id = class.id AND NOT place.leads
    JOIN identity_membership AS member ON member.id = place.membership_id
    LEFT JOIN learning_exam AS exam ON exam.path_id = path.id
    WHERE path.organisation_id = %s AND path.id <> %s
"""
_COLLECTED = f"""
    INSERT INTO learning_memory {_KNOWN}
    SELECT uuidv7(), now() - interval '9 days', item.organisation_id, asked.person_id, item.id, step.path_id, step.id,
        {_STATE.format(person="''").replace("exam.held_on", "NULL::date")}
    FROM learning_item AS item JOIN learning_step AS step ON step.id = item.step_id,
        (SELECT %s::uuid AS person_id) AS asked
    WHERE step.path_id = %s
"""
_REVISIONS = """
    INSERT INTO learning_revision
        (id, created_at, organisation_id, person_id, path_id, planned, answered, "right", score, seconds, ended_at)
    SELECT uuidv7(), now() - make_interval(days => day), organisation_id, person_id, path_id, 10, 10, 7, 70, 300, now()
    FROM (SELECT DISTINCT organisation_id, person_id, path_id FROM learning_memory WHERE organisation_id = %s) AS one,
        generate_series(1, 20, 4) AS day
"""
_REVIEWS = """
    INSERT INTO learning_review
        (id, created_at, organisation_id, revision_id, person_id, item_id, given, fraction, is_right, rating, hints,
         seconds, model, answered_at)
    SELECT uuidv7(), now(), organisation_id, revision_id, person_id, item_id, '{}', last_right::int, last_right,
        CASE WHEN last_right THEN 3 ELSE 1 END, 0, 12, 'fsrs-6', answered_at
    FROM (
        SELECT revision.organisation_id, revision.id AS revision_id, revision.person_id, memory.item_id,
            memory.last_right, revision.created_at AS answered_at,
            row_number() OVER (PARTITION BY revision.id ORDER BY hashtext(memory.item_id::text)) AS place
        FROM learning_revision AS revision
        JOIN learning_memory AS memory ON memory.person_id = revision.person_id AND memory.path_id = revision.path_id
        WHERE revision.organisation_id = %s
    ) AS picked WHERE place <= 5
"""
