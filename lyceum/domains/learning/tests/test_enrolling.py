import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lyceum.domains.learning.actions.enrolling import enrol
from lyceum.domains.learning.queries.rosters import Fate, roster_plan
from lyceum.domains.learning.rules.formats.report import Reason
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Invalid, NotAllowed
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, GroupMembership, Invitation
from lyceum.kernel.identity.tests.factories import World

SHEET = "nom;courriel;classe;rôle\nZoé Martin;zoe@example.org;6e B;\nMax Noir;max@example.org;5e A | 6e B;professeur\n"


def upload(body: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("people.csv", body.encode() if isinstance(body, str) else body)


def standing(caller: Caller) -> tuple[list[str], dict[str, tuple[list[str], int]]]:
    """The groups by name, and who is invited: with which roles, into how many groups."""
    groups = list(Group.objects.within(caller).order_by("sort_key").values_list("name", flat=True))
    guests = Invitation.objects.within(caller).order_by("email")
    return groups, {guest.email: (guest.roles, len(guest.group_ids)) for guest in guests}


def fates(caller: Caller, body: str | bytes) -> list[tuple[str, Fate]]:
    return [(entry.person.name, entry.fate) for entry in roster_plan(caller, upload(body)).entries]


def test_a_preview_says_what_becomes_of_each_and_does_nothing(world: World) -> None:
    plan = roster_plan(world.owner, upload(SHEET))
    assert [(one.name, one.group_id is None, one.size) for one in plan.classes.values()] == [
        ("6e B", False, 2),
        ("5e A", True, 1),
    ]
    assert [(entry.person.name, entry.fate) for entry in plan.entries] == [
        ("Zoé Martin", Fate.INVITED),
        ("Max Noir", Fate.INVITED),
    ]
    assert standing(world.owner) == (["6e B"], {})


def test_classes_are_made_and_people_invited_once_however_often_it_is_read(world: World) -> None:
    done = enrol(world.owner, upload(SHEET))
    assert (done.classes, done.invited, done.placed) == (1, 2, 0)
    after = (["5e A", "6e B"], {"max@example.org": (["teacher"], 2), "zoe@example.org": (["student"], 1)})
    assert standing(world.owner) == after
    letters = dict(Invitation.objects.within(world.owner).values_list("email", "nonce"))
    again = enrol(world.owner, upload(SHEET))
    assert (again.classes, again.invited, again.placed) == (0, 0, 0)
    assert standing(world.owner) == after
    assert dict(Invitation.objects.within(world.owner).values_list("email", "nonce")) == letters


def test_who_is_invited_into_one_more_class_keeps_the_former_ones(world: World) -> None:
    enrol(world.owner, upload(SHEET))
    more = "nom;courriel;classe\nZoé Martin;zoe@example.org;4e C\n"
    assert fates(world.owner, more) == [("Zoé Martin", Fate.INVITED_AGAIN)]
    enrol(world.owner, upload(more))
    assert standing(world.owner)[1]["zoe@example.org"] == (["student"], 2)


def test_members_are_placed_and_a_teacher_leads(world: World) -> None:
    teacher, student = world.members[Role.TEACHER].person, world.members[Role.STUDENT].person
    sheet = f"nom;courriel;classe;rôle\nT;{teacher.email};6e B;prof\nS;{student.email};5e A | 6e B;élève\n"
    assert fates(world.owner, sheet) == [("T", Fate.PLACED), ("S", Fate.PLACED)]
    assert enrol(world.owner, upload(sheet)).placed == 2
    places = GroupMembership.objects.within(world.owner).order_by("group__sort_key", "leads")
    assert list(places.values_list("group__name", "membership__person", "leads")) == [
        ("5e A", student.id, False),
        ("6e B", student.id, False),
        ("6e B", teacher.id, True),
    ]
    assert fates(world.owner, sheet) == [("T", Fate.THERE), ("S", Fate.THERE)]


def test_lines_with_a_fault_stop_everything_unless_they_are_left_out(world: World) -> None:
    student = world.members[Role.STUDENT].person
    sheet = (
        "nom;courriel;classe;rôle\nZoé;zoe@example.org;5e A;\nLéo;;5e A;\nAnna;pas une adresse;5e A;\n"
        f"Max;a@example.org;5e A;\nMaxime;a@example.org;6e B;\nS;{student.email};5e A;prof\n"
    )
    plan = roster_plan(world.owner, upload(sheet))
    assert [(one.where, one.reason) for one in plan.dropped] == [
        ("4", Reason.UNREADABLE),
        ("6", Reason.SAME_KEY),
    ]
    assert [(e.person.name, e.fate) for e in plan.faulty] == [("Léo", Fate.NO_ADDRESS), ("S", Fate.NO_TEACHER)]
    with pytest.raises(Invalid, match="4"):
        enrol(world.owner, upload(sheet))
    assert standing(world.owner) == (["6e B"], {})
    done = enrol(world.owner, upload(sheet), leave_out_faulty=True)
    assert (done.classes, done.invited) == (1, 2)


def test_a_oneroster_zip_is_read_as_well_and_an_address_is_one_persons(world: World) -> None:
    body = oneroster(
        users="sourcedId,status,enabledUser,role,givenName,familyName,email\n"
        "u1,active,true,student,Zoé,Martin,zoe@example.org\nu2,active,true,teacher,Max,Noir,zoe@example.org\n"
        "u3,active,true,student,Léo,Blanc,leo@example.org\n",
        classes="sourcedId,status,title\nc1,active,3e D\n",
        enrollments="sourcedId,status,classSourcedId,userSourcedId,role\n"
        "e1,active,c1,u1,student\ne2,active,c1,u3,student\n",
    )
    assert fates(world.owner, body) == [
        ("Zoé Martin", Fate.SAME_ADDRESS),
        ("Max Noir", Fate.SAME_ADDRESS),
        ("Léo Blanc", Fate.INVITED),
    ]
    enrol(world.owner, upload(body), leave_out_faulty=True)
    assert standing(world.owner) == (["3e D", "6e B"], {"leo@example.org": (["student"], 1)})


def oneroster(**tables: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as package:
        for name, text in tables.items():
            package.writestr(f"{name}.csv", text)
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"PK no zip", Reason.BROKEN), (b"", Reason.EMPTY), (b"a;b\n1;2\n", Reason.NO_COLUMN), (b"\0\1", Reason.NOT_TEXT)],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(world: World, body: bytes, reason: Reason) -> None:
    assert [one.reason for one in roster_plan(world.owner, upload(body)).dropped] == [reason]
    for leave_out in (False, True):
        with pytest.raises(Invalid):
            enrol(world.owner, upload(body), leave_out_faulty=leave_out)
    assert standing(world.owner) == (["6e B"], {})


def test_only_those_who_govern_read_people_in(world: World) -> None:
    for caller in (world.teacher, world.student):
        with pytest.raises(NotAllowed):
            enrol(caller, upload(SHEET))
        with pytest.raises(NotAllowed):
            roster_plan(caller, upload(SHEET))
    assert standing(world.owner) == (["6e B"], {})


def test_the_page_shows_every_line_then_does_it(world: World) -> None:
    browser = world.browser(world.members[Role.OWNER])
    at = "/ampere/learning/roster/"
    assert browser.get(at).status_code == 200
    assert "zoe@example.org" in browser.post(at, {"file": upload(SHEET)}).content.decode()
    part = browser.post(at, {"file": upload(SHEET)}, headers={"HX-Request": "true"}).content.decode()
    assert ("zoe@example.org" in part, "<html" in part) == (True, False)
    assert standing(world.owner) == (["6e B"], {})
    gone = browser.post(at, {"file": upload(SHEET), "confirmed": "1"}, headers={"HX-Request": "true"})
    assert gone["HX-Redirect"] == at
    assert len(standing(world.owner)[1]) == 2
    assert world.browser(world.members[Role.TEACHER]).get(at).status_code == 403


def test_the_api_previews_and_does_it(world: World) -> None:
    browser = world.browser(world.members[Role.ADMINISTRATOR])
    at = "/ampere/api/v1/rosters"
    seen = browser.post(f"{at}/preview", {"file": upload(SHEET)}).json()
    assert (seen["classes"], [one["fate"] for one in seen["people"]]) == (["5e A"], ["invited", "invited"])
    done = browser.post(at, {"file": upload(SHEET)})
    assert (done.status_code, done.json()["invited"]) == (201, 2)
    assert standing(world.owner)[0] == ["5e A", "6e B"]
