"""What follows: students and teachers are told, the path can be found, items are drafted or turn stale."""

from uuid import UUID

from lyceum.domains.learning.actions.drafting import draft_from, look_again
from lyceum.domains.learning.actions.steering import resteer
from lyceum.domains.learning.models import Exchange, Path, Revision
from lyceum.domains.learning.queries.entries import path_entries
from lyceum.domains.learning.queries.path import students_of
from lyceum.kernel.foundation.addresses import inside
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Visitor
from lyceum.kernel.identity.queries.membership import people_in_groups
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.search.actions.indexing import index_entries


def tell_students(announcement: Announcement) -> None:
    """Those to whom it is new, each once."""
    path = _path(announcement)
    new = Audience.of(announcement.payload["marks"])
    visitor = Visitor(path.organisation_id)
    students = set(students_of(visitor, path).values_list("person_id", flat=True))
    told = students & (people_in_groups(visitor, new.group_ids) | new.person_ids)
    notify(
        path.organisation_id,
        "learning.path_given",
        told,
        key=path.id,
        path=inside("learning:path", path.id),
        about={"path": path.name},
        subject_id=path.author_id,
    )


def tell_teachers(announcement: Announcement) -> None:
    """Of a revision that has ended: in the centre, not by mail."""
    revision = Revision.objects.select_related("path").get(id=announcement.payload["revision_id"])
    notify(
        revision.organisation_id,
        "learning.revision_ended",
        _teachers(revision.path),
        key=revision.id,
        path=inside("learning:student", revision.path_id, revision.person_id),
        about={"path": revision.path.name, "score": round(revision.score)},
        subject_id=revision.person_id,
    )


def tell_of_question(announcement: Announcement) -> None:
    """Passed on by a student, or calling for an adult."""
    exchange = _exchange(announcement)
    kind = announcement.kind.replace("question_passed_on", "question_asked")
    notify(
        exchange.organisation_id,
        kind,
        _teachers(exchange.path),
        key=exchange.id,
        path=inside("learning:exchanges", exchange.path_id),
        about={"path": exchange.path.name},
        subject_id=exchange.person_id,
    )


def tell_of_reply(announcement: Announcement) -> None:
    exchange = _exchange(announcement)
    notify(
        exchange.organisation_id,
        "learning.question_replied",
        [exchange.person_id],
        key=exchange.id,
        path=inside("learning:path", exchange.path_id),
        about={"path": exchange.path.name},
        subject_id=exchange.replied_by_id,
    )


def draft_again(announcement: Announcement) -> None:
    """A document has been read, for the first time or anew; a path has taken one that was."""
    assert announcement.organisation_id
    draft_from(announcement.organisation_id, UUID(announcement.payload["document_id"]))


def mark_stale(announcement: Announcement) -> None:
    assert announcement.organisation_id
    document_id = UUID(announcement.payload["document_id"])
    look_again.later(organisation_id=announcement.organisation_id, document_id=document_id)


def steer_again(announcement: Announcement) -> None:
    assert announcement.organisation_id
    path_id = UUID(announcement.payload["path_id"])
    resteer.later(organisation_id=announcement.organisation_id, path_id=path_id, once=f"{path_id}")


def refresh_entry(announcement: Announcement) -> None:
    assert announcement.organisation_id
    index_entries(
        announcement.organisation_id, path_entries(announcement.organisation_id, UUID(announcement.payload["path_id"]))
    )


def _path(announcement: Announcement) -> Path:
    found: Path = Path.objects.get(id=announcement.payload["path_id"])
    return found


def _exchange(announcement: Announcement) -> Exchange:
    found: Exchange = Exchange.objects.select_related("path").get(id=announcement.payload["exchange_id"])
    return found


def _teachers(path: Path) -> list[UUID]:
    return list(path.teachers.values_list("person_id", flat=True))
