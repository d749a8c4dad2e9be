"""Files in messages: opened by whoever may read the message, and by nobody else."""

from collections.abc import Callable
from typing import Any

import pytest

from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.media.actions.storing import Terms, store_file
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.ports import store
from lyceum.kernel.media.queries.file import file_for
from lyceum.kernel.media.rules.visibility import Visibility
from lyceum.kernel.media.tests.uploads import pdf, picture, upload
from lyceum.kernel.messaging.actions.editing import delete_message
from lyceum.kernel.messaging.actions.message_reporting import report_message
from lyceum.kernel.messaging.actions.ruling import change_rules
from lyceum.kernel.messaging.models import Message, Reason
from lyceum.kernel.messaging.rules.ruling import DOCUMENTS, MEGABYTE, PICTURES, Ruling
from lyceum.kernel.messaging.tests.talk import between, said


@pytest.fixture(autouse=True)
def _disk(tmp_path: Any, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    store.cache_clear()
    yield
    store.cache_clear()


def attachment(caller: Any, name: str = "plan.png", body: bytes = b"") -> StoredFile:
    return store_file(caller, upload(name, body or picture()), Terms("attachment", Visibility.PLACE))


def opens(world: World, who: str, file: StoredFile) -> bool:
    try:
        return file_for(getattr(world, who), file.id) == file
    except NotFound:
        return False


def test_whoever_may_read_the_message_opens_its_file(world: World) -> None:
    file = attachment(world.teacher)
    assert [opens(world, who, file) for who in ("teacher", "student", "owner", "stranger")] == [True] + [False] * 3
    message = said(world.teacher, between(world), "", files=[file.id])
    assert [(a.name, a.content_type, bool(a.small)) for a in message.attachments] == [("plan.webp", "image/webp", True)]
    assert [opens(world, who, file) for who in ("teacher", "student", "owner", "stranger")] == [True] * 2 + [False] * 2
    report_message(world.student, message.id, Reason.HURTFUL)
    assert opens(world, "owner", file)
    assert delete_message(world.teacher, message.id).attachments == []
    assert not opens(world, "student", file)


def test_nobody_sends_a_file_of_somebody_else(world: World) -> None:
    file = attachment(world.student)
    with pytest.raises(Invalid, match="Attach it again"):
        said(world.teacher, between(world), "", files=[file.id])
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("ruling", "name", "body"),
    [
        (lambda: Ruling(attachments=frozenset({DOCUMENTS})), "a.png", picture),
        (lambda: Ruling(attachments=frozenset({PICTURES})), "a.pdf", pdf),
        (lambda: Ruling(largest_attachment=MEGABYTE), "a.txt", lambda: b"a line\n" * 200_000),
    ],
)
def test_the_organisation_says_which_files(
    world: World, ruling: Callable[[], Ruling], name: str, body: Callable[[], bytes]
) -> None:
    change_rules(world.owner, ruling())
    teacher = world.as_role(Role.TEACHER)
    file = attachment(teacher, name, body())
    with pytest.raises(Invalid) as refused:
        said(teacher, between(world), "Voici", files=[file.id])
    assert list(refused.value.fields) == ["attachment_ids"]
    assert Message.objects.count() == 0
