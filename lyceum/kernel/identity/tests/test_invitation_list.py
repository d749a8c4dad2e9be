"""Inviting a whole list: seen line by line first, then all of it or nothing."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions import invitation as act
from lyceum.kernel.identity.actions.group import place_member
from lyceum.kernel.identity.actions.invitation import invite
from lyceum.kernel.identity.actions.invitation_list import invite_list
from lyceum.kernel.identity.actions.membership import suspend_member
from lyceum.kernel.identity.models import Invitation
from lyceum.kernel.identity.queries.invitation_list import check_list
from lyceum.kernel.identity.tests.factories import World, make_group

pytestmark = pytest.mark.wish("A30", "B3", "B4")
GOOD = "Courriel;Nom;Rôle;Classe\nzoe@example.org;Zoé;élève;6e B\nmax@example.org;Max;professeur;\n"


def test_everybody_on_a_good_list_is_invited(world: World) -> None:
    made = invite_list(world.owner, GOOD.encode("cp1252"))
    assert [(i.email, i.name, i.roles, i.group_ids) for i in made] == [
        ("zoe@example.org", "Zoé", ["student"], [world.group.id]),
        ("max@example.org", "Max", ["teacher"], []),
    ]
    assert Announcement.objects.filter(kind="identity.member_invited").count() == 2


def test_every_fault_is_told_at_its_line(world: World) -> None:
    invite(world.owner, "invited@example.org")
    suspend_member(world.owner, world.members[Role.ATHLETE].id)
    member, suspended = world.members[Role.STUDENT].person.email, world.members[Role.ATHLETE].person.email
    lines = [
        "email,name,role,group",
        "nobody,,,",
        "king@example.org,,king,",
        "lost@example.org,,,9e Z",
        "twice@example.org,,,",
        "TWICE@example.org,,,",
        f"{member},,,",
        f"{suspended},,,",
        "invited@example.org,,,",
        f"long@example.org,{'x' * 121},,",
        "good@example.org,Good,,6E b",
    ]
    checked = check_list(world.owner, "\n".join(lines))
    assert {line.line.number: line.faults for line in checked.faulty} == {
        2: ["«nobody» is not an e-mail address."],
        3: ["There is no role «king»."],
        4: ["There is no group «9e Z» that you may fill."],
        5: ["The address stands in the list more than once."],
        6: ["The address stands in the list more than once."],
        7: ["Already a member."],
        8: ["A suspended member: restore them instead."],
        9: ["Already invited."],
        10: ["The name is longer than 120 characters."],
    }
    assert [(line.line.number, line.group_ids) for line in checked.good] == [(11, (world.group.id,))]


def test_one_fault_stops_the_whole_list_unless_it_is_left_out(world: World) -> None:
    content = GOOD + "nobody;;;\n"
    with pytest.raises(Invalid) as refused:
        invite_list(world.owner, content)
    assert refused.value.code == "faulty_lines"
    assert not Invitation.objects.exists()
    assert [i.email for i in invite_list(world.owner, content, leave_out_faulty=True)] == [
        "zoe@example.org",
        "max@example.org",
    ]


def test_a_failure_in_the_middle_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the power is cut")

    monkeypatch.setattr(act, "announce_all", fail)
    with pytest.raises(RuntimeError):
        invite_list(world.owner, GOOD)
    assert not Invitation.objects.exists()
    assert not Announcement.objects.exists()


def test_a_list_takes_expired_invitations_up_again(world: World) -> None:
    former = invite(world.owner, "zoe@example.org", name="Z")
    Invitation.objects.update(expires_at=timezone.now())
    made = invite_list(world.owner, GOOD)
    assert [i.id == former.id for i in made] == [True, False]
    again = Invitation.objects.get(id=former.id)
    assert (again.name, again.state, again.group_ids) == ("Zoé", "open", [world.group.id])
    said = Announcement.objects.filter(kind="identity.member_invited").order_by("id")
    assert [fact.payload["again"] for fact in said] == [False, True, False]


def test_inviting_takes_the_same_statements_for_any_number_of_lines(world: World) -> None:
    counts = []
    for size in (1, 40):
        content = "\n".join(f"p{size}x{number}@example.org,P,student,6e B" for number in range(size))
        with CaptureQueriesContext(connection) as queries:
            invite_list(world.owner, content)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.wish("A25")
def test_a_teacher_invites_students_by_list_and_no_colleagues(world: World) -> None:
    place_member(world.owner, world.group.id, world.members[Role.TEACHER].id, leads=True)
    make_group(world.ampere, "5e A")
    checked = check_list(world.teacher, GOOD + "ana@example.org;Ana;;5e A\n")
    assert [line.faults for line in checked.lines] == [
        [],
        ["You may not give this role."],
        ["There is no group «5e A» that you may fill."],
    ]
    with pytest.raises(NotAllowed):
        invite_list(world.student, GOOD)


def test_checking_takes_the_same_queries_for_any_number_of_lines(world: World) -> None:
    counts = []
    for size in (1, 200):
        content = "\n".join(f"p{number}@example.org,P,student,6e B" for number in range(size))
        with CaptureQueriesContext(connection) as queries:
            check_list(world.owner, content)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_by_page_the_lines_are_shown_first_and_sent_when_confirmed(world: World) -> None:
    browser = world.browser(world.members[Role.ADMINISTRATOR])
    file = BytesIO(GOOD.encode())
    file.name = "class.csv"
    shown = browser.post("/ampere/invitations/list/", {"file": file})
    assert shown.status_code == 200
    assert [line.line.email for line in shown.context["lines"]] == ["zoe@example.org", "max@example.org"]
    world.owner  # noqa: B018  (enters the scope)
    assert not Invitation.objects.exists()
    confirmed = {"content": shown.context["checked"].content, "confirmed": "1"}
    assert browser.post("/ampere/invitations/list/", confirmed)["Location"] == "/ampere/invitations/"
    again = browser.post("/ampere/invitations/list/", confirmed)
    assert again.status_code == 422
    world.owner  # noqa: B018  (enters the scope)
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"content": " "}, "Choose a file, or paste some lines."),
        ({"content": "nom;classe\nZoé;6e B"}, "No column is called"),
        ({"content": "email\n"}, "There is nobody in this list."),
    ],
)
def test_by_page_an_unreadable_list_says_why(world: World, given: dict[str, str], said: str) -> None:
    answer = world.browser(world.members[Role.OWNER]).post("/ampere/invitations/list/", given)
    assert answer.status_code == 422
    assert said in answer.content.decode()
