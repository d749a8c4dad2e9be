import pytest
from django.test import Client

from lyceum.domains.learning.interface.item_forms import KINDS
from lyceum.domains.learning.models import Item, Path, State
from lyceum.domains.learning.rules.item import Choice, Content, Kind
from lyceum.domains.learning.tests.school import CAPITAL, draft_path, drafted, first_step, open_path
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

TYPED: list[tuple[dict[str, object], Content]] = [
    (
        {"kind": "short", "prompt": "Capitale ?", "answers": "Rome\nRoma\n", "hints": "Sept collines"},
        Content(Kind.SHORT, "Capitale ?", answers=("Rome", "Roma"), hints=("Sept collines",)),
    ),
    (
        {"kind": "definition", "prompt": "Définissez : focale.", "answers": "Une distance.", "explanation": "p. 3"},
        Content(Kind.DEFINITION, "Définissez : focale.", answers=("Une distance.",), explanation="p. 3"),
    ),
    (
        {"kind": "number", "prompt": "Indice ?", "answers": "1,33", "tolerance": "0.01", "unit": ""},
        Content(Kind.NUMBER, "Indice ?", answers=("1,33",), tolerance=0.01),
    ),
    (
        {"kind": "cloze", "prompt": "La [lumière|clarté] va vite."},
        Content(Kind.CLOZE, "La ____ va vite.", gaps=(("lumière", "clarté"),)),
    ),
    (
        {"kind": "choice", "prompt": "Pair ?", "choice_0": "3", "feedback_0": "Non", "choice_3": "4", "is_right_3": 1},
        Content(Kind.CHOICE, "Pair ?", choices=(Choice("3", False, "Non"), Choice("4", True))),
    ),
    (
        {"kind": "truth", "prompt": "2 est pair.", "choice_0": "Vrai", "is_right_0": "on", "choice_1": "Faux"},
        Content(Kind.TRUTH, "2 est pair.", choices=(Choice("Vrai", True), Choice("Faux", False))),
    ),
    (
        {"kind": "ordering", "prompt": "Du petit au grand", "sequence": "un\n\ndeux\ntrois"},
        Content(Kind.ORDERING, "Du petit au grand", sequence=("un", "deux", "trois")),
    ),
    (
        {
            "kind": "matching",
            "prompt": "Capitales",
            **{"left_0": "Italie", "right_0": "Rome", "left_2": "Pérou", "right_2": "Lima"},
        },
        Content(Kind.MATCHING, "Capitales", pairs=(("Italie", "Rome"), ("Pérou", "Lima"))),
    ),
]


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.TEACHER])


def at(path: Path, place: str) -> str:
    return f"/ampere/learning/{path.id}/{place}"


def kept(world: World) -> list[Item]:
    return list(Item.objects.within(world.teacher).order_by("position"))


def test_every_kind_is_tried() -> None:
    assert {str(typed["kind"]) for typed, _content in TYPED} == set(Kind) == set(KINDS)


@pytest.mark.wish("D14", "E7")
@pytest.mark.parametrize(("typed", "content"), TYPED, ids=[str(typed["kind"]) for typed, _content in TYPED])
def test_a_question_of_each_kind_is_written_by_hand_and_put_right(
    world: World, browser: Client, typed: dict[str, object], content: Content
) -> None:
    path = draft_path(world)
    here = at(path, f"steps/{first_step(path).id}/items/new/")
    assert browser.get(f"{here}?kind={typed['kind']}").status_code == 200
    answer = browser.post(here, {"id": new_identifier(), **typed})
    assert answer.status_code == 302
    (item,) = kept(world)
    assert (item.state, item.asks) == (State.ACCEPTED, content)
    again = at(path, f"items/{item.id}/")
    assert browser.post(again, {"id": item.id, "edition": 1, **_as_shown(browser, again)}).status_code == 302
    (item,) = kept(world)
    assert (item.edition, item.asks) == (2, content)


def _as_shown(browser: Client, address: str) -> dict[str, object]:
    """Every field of the form as it comes, sent back untouched."""
    form = browser.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields if name not in ("id", "edition")}
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def test_what_is_missing_is_said_and_what_was_typed_stays(world: World, browser: Client) -> None:
    path = draft_path(world)
    here = at(path, f"steps/{first_step(path).id}/items/new/")
    typed = {"id": new_identifier(), "kind": "choice", "prompt": "Lequel ?", "choice_0": "Seul"}
    answer = browser.post(here, typed)
    page = answer.content.decode()
    assert (answer.status_code, "Give at least two choices." in page, 'value="Seul"' in page) == (422, True, True)
    assert kept(world) == []


def test_one_question_after_another_of_the_same_kind(world: World, browser: Client) -> None:
    path = draft_path(world)
    here = at(path, f"steps/{first_step(path).id}/items/new/")
    typed = {"id": new_identifier(), "kind": "ordering", "prompt": "?", "sequence": "a\nb", "then": "another"}
    assert browser.post(here, typed)["Location"] == f"{here}?kind=ordering"


def test_the_questions_of_a_step_are_listed_and_withdrawn_and_come_back_by_undo(world: World, browser: Client) -> None:
    path = open_path(world, CAPITAL)
    step, item = first_step(path), kept(world)[0]
    drafted(path, Content(Kind.SHORT, "Un brouillon ?", answers=("oui",)))
    page = browser.get(at(path, f"steps/{step.id}/items/")).content.decode()
    assert ("Capitale de l" in page, "1 draft to look at" in page, "Un brouillon" in page) == (True, True, False)
    browser.post(at(path, f"items/{item.id}/withdrawal/"))
    assert state_of(world, item) == State.REJECTED
    assert "No question yet" in browser.get(at(path, f"steps/{step.id}/items/")).content.decode()
    browser.post(at(path, "review/undoing/"))
    assert state_of(world, item) == State.DRAFT


def state_of(world: World, item: Item) -> str:
    return next(one.state for one in kept(world) if one.id == item.id)


def test_a_question_of_another_school_is_not_there(world: World) -> None:
    path = open_path(world, CAPITAL)
    item = kept(world)[0]
    owner = world.browser(world.members[Role.STUDENT])
    assert owner.get(at(path, f"items/{item.id}/")).status_code == 403
    assert owner.post(at(path, f"items/{item.id}/withdrawal/")).status_code == 403
