"""A path with a step and questions, for tests, made by the actions themselves."""

from lyceum.domains.learning.actions.item import write_item
from lyceum.domains.learning.actions.path import PathText, activate_path, make_path
from lyceum.domains.learning.actions.step import StepText
from lyceum.domains.learning.models import Item, Path, Step
from lyceum.domains.learning.rules.item import Choice, Content, Kind
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.identity.tests.factories import World

CAPITAL = Content(Kind.SHORT, "Capitale de l’Italie ?", answers=("Rome",), hints=("Sept collines",))
EVEN = Content(Kind.CHOICE, "Lequel est pair ?", choices=(Choice("3", False), Choice("4", True)))


def given_to_class(world: World) -> Audience:
    return Audience(group_ids=frozenset({world.group.id}))


def draft_path(world: World, caller: Caller | None = None, *titles: str) -> Path:
    text = PathText("Géographie", "Situer les capitales", "Géographie", "6e", audience=given_to_class(world))
    steps = tuple(StepText(title) for title in titles or ("Capitales",))
    return make_path(caller or world.teacher, new_identifier(), text, steps)


def open_path(world: World, *contents: Content) -> Path:
    """Active, given to the class, its first step with the questions."""
    teacher = world.teacher
    path = draft_path(world, teacher)
    step = first_step(path)
    for content in contents or (CAPITAL, EVEN):
        write_item(teacher, step.id, new_identifier(), content)
    return activate_path(teacher, path.id)


def first_step(path: Path) -> Step:
    step: Step = path.steps.order_by("position")[0]
    return step


def drafted(path: Path, *contents: Content) -> list[Item]:
    """Drafts, as the rules or a model would leave them."""
    step, made = first_step(path), []
    for position, content in enumerate(contents or (CAPITAL,)):
        item = Item(organisation_id=path.organisation_id, step=step, position=position, origin="drafted")
        item.ask(content)
        item.save()
        made.append(item)
    return made
