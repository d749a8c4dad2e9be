"""A path whose course has been read, for tests of the tutor; and a model that says what it is told to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from lyceum.domains.learning.actions.asking import Asking, ask_tutor
from lyceum.domains.learning.actions.item import write_item
from lyceum.domains.learning.actions.path import activate_path
from lyceum.domains.learning.actions.source import upload_source
from lyceum.domains.learning.models import Exchange, Item, Path
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.tests.school import draft_path, first_step
from lyceum.kernel.ai.tests import loopback as speaking
from lyceum.kernel.ai.tests.loopback import Loopback, loopback
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.search.actions.documents import Cover

COURSE = """# Optique

## La réfraction

La réfraction est le changement de direction d'un rayon lumineux à la surface entre deux milieux transparents.
L'indice de réfraction de l'eau vaut 1,33.

## La dispersion

La dispersion est la séparation de la lumière blanche en ses couleurs par un prisme de verre.
"""
REFRACTION = (
    "La réfraction est le changement de direction d'un rayon lumineux à la surface entre deux milieux transparents."
)
INDEX = Content(
    Kind.NUMBER, "Quel est l’indice de réfraction de l’eau ?", answers=("1,33",), hints=("Un peu plus que 1.", "4/3.")
)
Jobs = Callable[[], int]


def tutored_path(world: World, run_jobs: Jobs, text: str = COURSE) -> Path:
    teacher = world.teacher
    path = draft_path(world, teacher, "Réfraction")
    upload_source(teacher, path.id, SimpleUploadedFile("optique.md", text.encode()), Cover(id=new_identifier()))
    run_jobs()
    teacher = world.teacher
    write_item(teacher, first_step(path).id, new_identifier(), INDEX)
    return activate_path(teacher, path.id)


def question_of(path: Path) -> Item:
    found: Item = Item.objects.get(step__path=path, state="accepted")
    return found


def asked(caller: Caller, path: Path, question: str, **more: Any) -> Exchange:
    *_pieces, last = ask_tutor(caller, Asking(new_identifier(), path.id, question, **more))
    assert last.exchange
    return last.exchange


@contextmanager
def speaks(*words: str) -> Iterator[Loopback]:
    """The server answers with these words; a network's edge, so it may be told what to say."""
    with patch.object(speaking, "ANSWER", list(words)), loopback() as server:
        cache.clear()
        with override_settings(AI_LOCAL_SERVERS=[server.address.removeprefix("http://")]):
            yield server
