"""Conversations without a script: everything by pages and ordinary forms."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of
from lyceum.kernel.media.tests import uploads
from lyceum.kernel.messaging.actions.attending import keep_draft
from lyceum.kernel.messaging.actions.opening import open_direct
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.models import Block, Conversation, Message, MessageReport, Participant
from lyceum.kernel.messaging.queries.conversation_rules import ruling_of
from lyceum.kernel.messaging.rules.ruling import Ruling
from lyceum.kernel.messaging.tests.talk import between, said
from lyceum.kernel.search.tests.files import pdf


def html_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


@pytest.mark.wish("I9", "I15")
def test_a_message_is_sent_read_changed_marked_and_deleted_by_forms_alone(world: World) -> None:
    conversation = between(world)
    teacher, student = (world.browser(world.members[role]) for role in (Role.TEACHER, Role.STUDENT))
    place, id = f"/ampere/messages/{conversation.id}/", new_identifier()
    for _ in range(2):
        answer = teacher.post(f"{place}messages/", {"id": id, "body": "Voir https://a.example/x.", "reply_to": ""})
        assert (answer.status_code, answer["Location"]) == (302, place)
    read = html_of(student, place)
    assert read.count('data-message="') == 2  # the message, and the blank one that a script fills
    link = '<a href="https://a.example/x" target="_blank" rel="noopener noreferrer nofollow">https://a.example/x</a>'
    assert f"Voir {link}." in read
    message = f"{place}messages/{id}/"
    assert student.post(f"{message}reaction/", {"mark": "like"}).status_code == 302
    assert 'aria-pressed="true"' in html_of(student, place)
    assert teacher.post(message, {"body": "Voir demain."}).status_code == 302
    assert "Voir demain." in html_of(student, place)
    assert "Voir https://a.example/x." in html_of(teacher, message)
    assert teacher.post(f"{message}deletion/").status_code == 302
    assert "Voir demain." not in html_of(student, place)
    assert student.post(f"{message}deletion/").status_code == 403
    world.teacher  # noqa: B018  enters the scope of the organisation again
    row = Message.objects.get()
    assert (row.id, row.body, row.deleted_at is None) == (id, "", False)


def test_what_is_refused_stands_in_the_field_again_with_the_reason(world: World) -> None:
    conversation = between(world)
    change_rules(caller_of(world.members[Role.ADMINISTRATOR]), Ruling(attachments=frozenset()))
    browser = world.browser(world.members[Role.TEACHER])
    fields = {"id": new_identifier(), "body": "Voici", "files": SimpleUploadedFile("plan.png", uploads.picture())}
    answer = browser.post(f"/ampere/messages/{conversation.id}/messages/", fields)
    assert answer.status_code == 422
    assert ">Voici</textarea>" in answer.content.decode()
    assert "files of this kind are not sent here." in answer.content.decode()
    world.teacher  # noqa: B018  enters the scope of the organisation again
    assert Message.objects.count() == 0


def test_asking_twice_for_a_conversation_leads_to_the_same(world: World) -> None:
    teacher, student = (world.browser(world.members[role]) for role in (Role.TEACHER, Role.STUDENT))
    asked = [(teacher, Role.STUDENT), (student, Role.TEACHER), (teacher, Role.STUDENT)]
    places = [
        browser.post("/ampere/messages/new/", {"person": world.members[other].person_id})["Location"]
        for browser, other in asked
    ]
    assert len(set(places)) == 1
    group = student.post("/ampere/messages/new/", {"group": world.group.id})["Location"]
    support = student.post("/ampere/messages/new/", {"support": "1"})["Location"]
    assert len({*places, group, support}) == 3
    assert student.post("/ampere/messages/new/", {}).status_code == 422
    titles = re.findall(r'talk-row-title">([^<]+)', html_of(student, "/ampere/messages/"))
    assert sorted(titles) == sorted(["Support", "Teacher Lycée Ampère", world.group.name])


def test_only_those_to_whom_one_may_write_are_offered(world: World) -> None:
    change_rules(
        caller_of(world.members[Role.ADMINISTRATOR]), Ruling(openings={Role.STUDENT: frozenset({Role.TEACHER})})
    )
    browser = world.browser(world.members[Role.STUDENT])
    offered = re.findall(r'sr-only">Write to ([^<]+)', html_of(browser, "/ampere/messages/new/"))
    assert offered == ["Teacher Lycée Ampère", world.group.name]
    assert "Nobody of this name" in html_of(browser, "/ampere/messages/new/?q=coach")


@pytest.mark.parametrize("address", ["/ampere/messages/", "/ampere/messages/{first}/"])
def test_three_conversations_ask_no_more_than_one(world: World, address: str) -> None:
    browser, counts = world.browser(world.members[Role.STUDENT]), []
    first = between(world)
    for others in ([Role.TEACHER], [Role.COACH, Role.ADMINISTRATOR]):
        for role in others:
            caller = caller_of(world.members[role])
            conversation = open_direct(caller, world.members[Role.STUDENT].person_id)
            for n in range(3):
                said(caller, conversation, f"Bonjour {n}")
        browser.get(address.format(first=first.id))
        with CaptureQueriesContext(connection) as asked:
            browser.get(address.format(first=first.id))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_list_comes_alone_when_the_socket_asks_for_it(world: World) -> None:
    conversation = between(world)
    said(caller_of(world.members[Role.TEACHER]), conversation)
    keep_draft(caller_of(world.members[Role.STUDENT]), conversation.id, "Oui")
    browser = world.browser(world.members[Role.STUDENT])
    headers = {"HX-Request": "true", "HX-Target": "ul#conversations"}
    part = browser.get("/ampere/messages/", headers=headers).content.decode()
    assert part.lstrip().startswith('<ul class="talk-rows" id="conversations"')
    assert "<em>Draft:</em> Oui" in part


def test_older_messages_are_a_page_away_and_the_first_unread_one_is_marked(world: World) -> None:
    conversation, teacher = between(world), caller_of(world.members[Role.TEACHER])
    for n in range(40):
        said(teacher, conversation, f"Ligne {n}.")
    Message.objects.filter(position__lte=39).update(author_id=world.members[Role.STUDENT].person_id)
    browser = world.browser(world.members[Role.STUDENT])
    page = html_of(browser, f"/ampere/messages/{conversation.id}/")
    assert page.count('data-divider="unread"') == 1
    older = html_of(browser, f"/ampere/messages/{conversation.id}/?before=3").partition('data-part="messages"')[2]
    assert re.findall(r"Ligne \d+\.", older.partition('id="blank-message"')[0]) == ["Ligne 0.", "Ligne 1."]
    assert browser.get(f"/ampere/messages/{conversation.id}/")["X-Keep-Offline"] == "1"


def test_words_are_found_and_marked_in_own_conversations_alone(world: World) -> None:
    teacher = caller_of(world.members[Role.TEACHER])
    said(teacher, between(world), "La séance <b> de jeudi")
    said(teacher, open_direct(teacher, world.members[Role.COACH].person_id), "Une autre séance")
    browser = world.browser(world.members[Role.STUDENT])
    found = html_of(browser, "/ampere/messages/search/?q=seances")
    assert "La <mark>séance</mark> &lt;b&gt; de jeudi" in found
    assert "Une autre" not in found


def test_somebody_is_blocked_and_unblocked_and_a_conversation_muted(world: World) -> None:
    conversation, browser = between(world), world.browser(world.members[Role.STUDENT])
    other = world.members[Role.TEACHER].person_id
    assert browser.post("/ampere/messages/blocked/", {"person": other}).status_code == 302
    assert "Teacher Lycée Ampère" in html_of(browser, "/ampere/messages/blocked/")
    assert "You have blocked them." in html_of(browser, f"/ampere/messages/{conversation.id}/")
    assert browser.post("/ampere/messages/blocked/", {"lift": other}).status_code == 302
    assert browser.post(f"/ampere/messages/{conversation.id}/muting/", {"muted": "1"}).status_code == 302
    world.student  # noqa: B018  enters the scope of the organisation again
    assert Block.objects.count() == 0
    place = Participant.objects.get(person_id=world.members[Role.STUDENT].person_id)
    assert place.muted
    browser.post(f"/ampere/messages/{conversation.id}/muting/", {"muted": ""})
    world.student  # noqa: B018  enters the scope of the organisation again
    assert not Participant.objects.get(id=place.id).muted


def test_a_moderator_sees_what_was_reported_with_what_was_said_around_it_and_decides(world: World) -> None:
    conversation, teacher = between(world), caller_of(world.members[Role.TEACHER])
    for n in range(7):
        said(teacher, conversation, f"Avant {n}.")
    message = said(teacher, conversation, "Quel boulet.")
    student, moderator = (world.browser(world.members[role]) for role in (Role.STUDENT, Role.ADMINISTRATOR))
    place = f"/ampere/messages/{conversation.id}/messages/{message.id}/report/"
    around = f"/ampere/messages/moderation/{message.id}/around/"
    assert moderator.get(around).status_code == 404
    assert student.post(place, {"reason": "hurtful", "note": "Tous les jours."}).status_code == 302
    queue = html_of(moderator, "/ampere/messages/moderation/")
    assert "Quel boulet." in queue
    assert "Tous les jours." in queue
    assert re.findall(r"Avant \d\.|Quel boulet\.", html_of(moderator, around)) == [
        "Avant 3.", "Avant 4.", "Avant 5.", "Avant 6.", "Quel boulet.",
    ]  # fmt: skip
    assert student.get(around).status_code == 403
    decision = f"/ampere/messages/moderation/{message.id}/"
    assert moderator.post(decision, {"verdict": "else"}).status_code == 422
    assert moderator.post(decision, {"verdict": "refuse"}).status_code == 302
    assert "Quel boulet." not in html_of(student, f"/ampere/messages/{conversation.id}/")
    assert "Nothing waits for you" in html_of(moderator, "/ampere/messages/moderation/")
    world.owner  # noqa: B018  enters the scope of the organisation again
    assert MessageReport.objects.filter(settled_at=None).count() == 0


def test_the_rules_are_shown_as_they_are_and_kept_as_they_are_given(world: World) -> None:
    browser = world.browser(world.members[Role.ADMINISTRATOR])
    html = html_of(browser, "/ampere/messages/rules/")
    given = {f"openings_{role}": [other.value for other in Role] for role in Role} | {
        "limits_hours": "on",
        "hours_0": "08:00–12:00, 14:00–18:00",
        "held_words": "boulet\nboulet\n",
        "attachments": ["pictures"],
        "largest": "5",
        "openings_student": ["teacher"],
    }
    assert 'name="hours_6"' in html
    assert browser.post("/ampere/messages/rules/", given | {"hours_1": "18:00-08:00"}).status_code == 422
    assert browser.post("/ampere/messages/rules/", given).status_code == 302
    ruling = ruling_of(caller_of(world.members[Role.ADMINISTRATOR]))
    assert ruling.held_words == ("boulet",)
    assert [(day, len(spans)) for day, spans in ruling.office_hours.items()] == [(0, 2)]
    assert ruling.openings == {Role.STUDENT: frozenset({Role.TEACHER})}
    assert (ruling.attachments, ruling.largest_attachment) == (frozenset({"pictures"}), 5 * 1024 * 1024)
    assert 'value="08:00–12:00, 14:00–18:00"' in html_of(browser, "/ampere/messages/rules/")
    assert world.browser(world.members[Role.STUDENT]).get("/ampere/messages/rules/").status_code == 403


def test_the_first_page_of_a_pdf_is_shown_to_those_who_read_the_message_and_to_nobody_else(world: World) -> None:
    conversation = between(world)
    teacher, student = (world.browser(world.members[role]) for role in (Role.TEACHER, Role.STUDENT))
    fields = {"id": new_identifier(), "body": "", "files": SimpleUploadedFile("fiche.pdf", pdf("Une fiche"))}
    assert teacher.post(f"/ampere/messages/{conversation.id}/messages/", fields).status_code == 302
    page = html_of(student, f"/ampere/messages/{conversation.id}/")
    picture = re.search(r"/ampere/messages/files/[\w-]+/picture/", page)
    assert picture
    answer = student.get(picture[0])
    assert (answer.status_code, answer["Content-Type"], answer.content[8:12]) == (200, "image/webp", b"WEBP")
    assert world.browser(world.members[Role.COACH]).get(picture[0]).status_code == 404


def test_a_conversation_of_others_is_not_there(world: World) -> None:
    conversation = between(world)
    message = said(caller_of(world.members[Role.TEACHER]), conversation, "Secret")
    coach = world.browser(world.members[Role.COACH])
    for address in ("", "?before=9", f"messages/{message.id}/"):
        answer = coach.get(f"/ampere/messages/{conversation.id}/{address}")
        assert answer.status_code == 404
        assert b"Secret" not in answer.content
    world.teacher  # noqa: B018  enters the scope of the organisation again
    assert Conversation.objects.count() == 1


def test_a_member_is_written_to_from_their_page(world: World) -> None:
    browser, student = world.browser(world.members[Role.ADMINISTRATOR]), world.members[Role.STUDENT]
    page = html_of(browser, f"/ampere/members/{student.id}/")
    assert f'name="person" value="{student.person_id}"' in page
    own = html_of(browser, f"/ampere/members/{world.members[Role.ADMINISTRATOR].id}/")
    assert 'name="person"' not in own


def test_beside_something_else_the_thread_stands_alone(world: World) -> None:
    conversation = between(world)
    said(world.student, conversation, "Bonjour")
    browser = world.browser(world.members[Role.TEACHER])
    asked = {"headers": {"HX-Request": "true", "HX-Target": "div#call_thread"}, "follow": True}
    person = str(world.members[Role.STUDENT].person_id)
    html = browser.post("/ampere/messages/new/", {"person": person}, **asked).content.decode()
    assert (html.count("<message-thread "), html.count("<message-outbox "), html.count("Bonjour")) == (1, 1, 2)
    assert ("<html" in html, "<h1" in html, "talk-rows" in html) == (False, False, False)
