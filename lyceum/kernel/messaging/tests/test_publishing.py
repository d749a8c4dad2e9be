from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group
from lyceum.kernel.identity.tests.factories import World, caller_of
from lyceum.kernel.messaging.actions.publishing import publish_due, publish_notice, withdraw_notice
from lyceum.kernel.messaging.actions.reading import mark_read
from lyceum.kernel.messaging.actions.writing import NoticeText, edit_notice, write_notice
from lyceum.kernel.messaging.models import Notice, NoticeRead, State
from lyceum.kernel.messaging.queries.board import board_page, drafts_for, notice_for, notices_for, unread_for
from lyceum.kernel.messaging.queries.readers import readers_of
from lyceum.kernel.messaging.queries.today import unread_today
from lyceum.kernel.messaging.tests.board import EVERYONE, draft, of_group, of_role, published
from lyceum.kernel.notifications.models import Notification, OutboxMessage
from lyceum.kernel.search.queries.finding import search


def trail() -> list[str]:
    return list(
        Announcement.objects.filter(kind__startswith="messaging.").order_by("id").values_list("kind", flat=True)
    )


def titles(notices: object) -> list[str]:
    return [notice.title for notice in notices]  # type: ignore[attr-defined]


@pytest.mark.wish("I9", "I10")
def test_a_notice_is_seen_by_exactly_those_it_is_for(world: World) -> None:
    teacher = world.teacher
    published(teacher, "All")
    published(teacher, "Group", of_group(world.group.id))
    published(teacher, "Athletes", of_role(Role.ATHLETE))
    draft(teacher, "Draft")
    seen = {role: sorted(titles(notices_for(world.as_role(role)))) for role in (Role.STUDENT, Role.ATHLETE, Role.COACH)}
    assert seen == {
        Role.STUDENT: ["All", "Group"],
        Role.ATHLETE: ["All", "Athletes"],
        Role.COACH: ["All", "Athletes", "Group"],
    }
    assert titles(notices_for(world.stranger)) == []


def test_a_deleted_group_opens_its_notices_to_nobody(world: World) -> None:
    notice = published(world.teacher, "Group", of_group(world.group.id))
    Group.objects.get(id=world.group.id).delete()
    assert titles(notices_for(world.as_role(Role.LEARNER))) == []
    with pytest.raises(NotFound):
        notice_for(world.as_role(Role.LEARNER), notice.id)


def test_writing_twice_under_one_id_writes_once(world: World) -> None:
    caller, id = world.teacher, new_identifier()
    for title in ("First", "Second"):
        assert write_notice(caller, id, NoticeText(title, "Text")).title == "First"
    assert (trail(), Notice.objects.count()) == (["messaging.notice_written"], 1)
    for member in (world.members[Role.COACH], world.foreigners[Role.OWNER]):
        with pytest.raises(Conflict):
            write_notice(caller_of(member), id, NoticeText("Third", "Text"))


@pytest.mark.parametrize("role", [Role.STUDENT, Role.ATHLETE, Role.LEARNER, Role.ATTENDEE, Role.SUPPORT])
def test_refuses_who_may_not_publish(world: World, role: Role) -> None:
    waiting = draft(world.teacher)
    caller = world.as_role(role)
    with pytest.raises(NotAllowed):
        write_notice(caller, new_identifier(), NoticeText("Title", "Text"))
    for act in (publish_notice, withdraw_notice, mark_read):
        with pytest.raises(NotFound):
            act(caller, waiting.id)
    assert (Notice.objects.count(), trail()) == (1, ["messaging.notice_written"])


def test_refuses_to_change_a_colleagues_notice_unless_one_moderates(world: World) -> None:
    notice = published(world.teacher)
    with pytest.raises(NotAllowed):
        edit_notice(world.as_role(Role.COACH), notice.id, NoticeText("Mine", "Text"))
    edited = edit_notice(world.owner, notice.id, NoticeText("Ours", "Text"))
    assert (edited.title, edited.author_id, edited.edited_at is not None) == ("Ours", world.teacher.person_id, True)
    with pytest.raises(NotFound):
        edit_notice(world.stranger, notice.id, NoticeText("Theirs", "Text"))


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (NoticeText(" ", "Text"), "title"),
        (NoticeText("t" * 161, "Text"), "title"),
        (NoticeText("Title", "\n"), "body"),
        (NoticeText("Title", "Text", Audience(permissions=frozenset({"x.y"}))), "audience"),
        (NoticeText("Title", "Text", of_group(new_identifier())), "audience"),
    ],
)
def test_refuses_a_text_that_is_not_right(world: World, text: NoticeText, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        write_notice(world.teacher, new_identifier(), text)
    assert list(refused.value.fields) == [field]
    assert Notice.objects.count() == 0


def test_refuses_a_group_of_another_organisation(world: World) -> None:
    with pytest.raises(Invalid):
        draft(world.stranger, audience=of_group(world.group.id))


@pytest.mark.wish("I4", "I13")
def test_publishing_tells_the_audience_once_and_makes_it_findable(world: World, run_jobs: Callable[[], int]) -> None:
    teacher = world.teacher
    notice = published(teacher, "Sortie au musée", of_group(world.group.id))
    publish_notice(teacher, notice.id)
    run_jobs()
    student = world.student
    told = Notification.objects.filter(kind="messaging.notice_published")
    assert list(told.values_list("person_id", "key")) == [(student.person_id, str(notice.id))]
    letter = OutboxMessage.objects.get()
    assert (letter.recipient, letter.subject) == (world.members[Role.STUDENT].person.email, "Sortie au musée")
    assert [hit.object_id for hit in search(student, "musee").hits] == [notice.id]
    assert search(world.as_role(Role.ATHLETE), "musee").hits == ()
    withdraw_notice(world.teacher, notice.id)
    publish_notice(world.teacher, notice.id)
    run_jobs()
    assert (told.count(), OutboxMessage.objects.count()) == (1, 1)


def test_what_is_withdrawn_is_gone_for_its_readers(world: World, run_jobs: Callable[[], int]) -> None:
    notice = published(world.teacher, "Sortie")
    run_jobs()
    assert withdraw_notice(world.teacher, notice.id).state == State.DRAFT
    run_jobs()
    assert (titles(notices_for(world.student)), search(world.student, "sortie").hits) == ([], ())
    assert titles(drafts_for(world.teacher)) == ["Sortie"]
    assert titles(drafts_for(world.as_role(Role.COACH))) == []
    assert trail()[-1] == "messaging.notice_withdrawn"


def test_a_scheduled_notice_is_published_when_its_time_comes(world: World, run_jobs: Callable[[], int]) -> None:
    teacher, soon = world.teacher, timezone.now() + timedelta(hours=1)
    notice = draft(teacher)
    for _ in range(2):
        assert publish_notice(teacher, notice.id, soon).state == State.SCHEDULED
    assert (run_jobs(), titles(notices_for(world.student))) == (0, [])
    publish_due(organisation_id=world.ampere.id, notice_id=notice.id)
    assert titles(notices_for(world.student)) == []  # it was asked too early
    Notice.objects.filter(id=notice.id).update(publish_at=timezone.now())
    for _ in range(2):
        publish_due(organisation_id=world.ampere.id, notice_id=notice.id)
    assert titles(notices_for(world.student)) == ["Sortie"]
    assert trail() == ["messaging.notice_written", "messaging.notice_scheduled", "messaging.notice_published"]


def test_a_withdrawn_schedule_publishes_nothing(world: World) -> None:
    notice = draft(world.teacher)
    publish_notice(world.teacher, notice.id, timezone.now() + timedelta(hours=1))
    withdraw_notice(world.teacher, notice.id)
    publish_due(organisation_id=world.ampere.id, notice_id=notice.id)
    assert notice_for(world.teacher, notice.id).state == State.DRAFT


def test_reading_counts_once_and_settles_its_notification(world: World, run_jobs: Callable[[], int]) -> None:
    notice = published(world.teacher)
    run_jobs()
    student = world.student
    first = [mark_read(student, notice.id) for _ in range(2)]
    assert len(first) == 2
    assert list(NoticeRead.objects.values_list("notice_id", "person_id")) == [(notice.id, student.person_id)]
    assert trail().count("messaging.notice_seen") == 1
    assert Notification.objects.get(person_id=student.person_id).read_at is not None
    assert [titles(unread_for(caller)) for caller in (world.student, world.as_role(Role.ATHLETE))] == [[], ["Sortie"]]


def test_its_author_sees_who_has_read_it(world: World) -> None:
    notice = published(
        world.teacher, audience=Audience(frozenset({world.group.id}), frozenset({Role.COACH, Role.TEACHER}))
    )
    mark_read(world.student, notice.id)
    readers = readers_of(world.teacher, notice.id)
    assert [reader.name for reader in readers.seen] == ["Student Lycée Ampère"]
    assert [reader.name for reader in readers.waiting] == ["Coach Lycée Ampère"]
    assert (readers.total, readers.percent) == (2, 50)
    with pytest.raises(NotAllowed):
        readers_of(world.as_role(Role.COACH), notice.id)


def test_today_shows_what_is_unread_pinned_first(world: World) -> None:
    teacher = world.teacher
    for n in range(3):
        published(teacher, f"Plain {n}")
    published(teacher, "Pinned", pinned=True)
    items = list(unread_today(world.student))
    assert [(item.title, item.urgency) for item in items] == [("Pinned", 1), ("Plain 2", 0), ("Plain 1", 0)]
    assert list(unread_today(world.teacher)) == []


def test_the_board_goes_on_from_page_to_page_and_pins_once(world: World) -> None:
    teacher = world.teacher
    for n in range(5):
        published(teacher, f"{n}", EVERYONE, pinned=n == 0)
    student, pages, after = world.student, [], None
    while True:
        page = board_page(student, after=after, limit=2)
        pages.append(titles(page.notices))
        after = page.next
        if after is None:
            break
    assert pages == [["0", "4", "3"], ["2", "1"]]
