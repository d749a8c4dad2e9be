"""Teachers build their paths weeks ago: by the actions, and by the jobs that follow from them."""

from collections import defaultdict
from io import BytesIO
from typing import Any
from uuid import UUID

from lyceum.domains.learning.actions.exam import ExamText, set_exam
from lyceum.domains.learning.actions.item import accept_items, reject_items, write_item
from lyceum.domains.learning.actions.path import PathText, activate_path, archive_path, make_path, share_path
from lyceum.domains.learning.actions.policy import PolicyText, set_policy
from lyceum.domains.learning.actions.source import upload_source
from lyceum.domains.learning.actions.step import StepText, edit_step
from lyceum.domains.learning.demo.drawing import drawn
from lyceum.domains.learning.demo.script import PathScript
from lyceum.domains.learning.models import Item, Path, Step
from lyceum.domains.learning.rules.item import Content
from lyceum.domains.learning.rules.pedagogy import Answering
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.search.actions.documents import Cover
from lyceum.kernel.search.models import Page

GOOD_ENOUGH = 0.58  # what a draft is worth, for a teacher in a hurry
EXERCISES = ("\nExercices\n", "\nExercises\n")


class _File(BytesIO):
    name: str | None = None


def built(cast: Any, script: PathScript) -> Path:
    with cast.acting(script.made, hour=16, minute=10):
        path = _make(cast, script)
    with cast.acting(max(script.made - 1, 1), hour=17, minute=25):
        teacher = cast.caller(script.teacher, script.slug)
        _arrange(cast, teacher, script, path)
        _decide(teacher, script, path)
        _write(teacher, script, path)
        _share(cast, teacher, script, path)
    if script.opened:
        with cast.acting(script.opened, hour=7, minute=30):
            path = activate_path(cast.caller(script.teacher, script.slug), path.id)
    return path


def put_away(cast: Any, script: PathScript, path: Path) -> None:
    if script.archived:
        with cast.acting(script.archived, hour=15):
            archive_path(cast.caller(script.teacher, script.slug), path.id)


def steps_in_order(path: Path) -> list[Step]:
    return list(path.steps.order_by("position", "id"))


def _make(cast: Any, script: PathScript) -> Path:
    teacher = cast.caller(script.teacher, script.slug)
    groups = cast.groups(script.slug)
    text = PathText(
        name=script.name,
        objectives=script.objectives.strip(),
        subject=script.subject,
        level=script.level,
        language=script.language,
        audience=Audience(group_ids=frozenset(groups[name].id for name in script.groups)),
    )
    path = make_path(teacher, new_identifier(), text, tuple(StepText(title) for title in script.steps))
    if script.document:
        file = _File(drawn(script.document))
        file.name = f"{script.document.folder}.pdf"
        upload_source(teacher, path.id, file, Cover(script.document.title, language=script.language))
    return path


def _arrange(cast: Any, teacher: Caller, script: PathScript, path: Path) -> None:
    steps = steps_in_order(path)
    for number, step in enumerate(steps, 1):
        wanted = script.requires.get(str(number), [])
        opens = script.opens_in.get(str(number))
        if wanted or opens:
            text = StepText(
                title=step.title,
                objective=step.objective,
                body=step.body,
                opens_on=cast.day(-opens).date() if opens else None,
                pass_mark=0.6,
                requires=tuple(steps[one - 1].id for one in wanted),
                document_id=step.document_id,
                first_page=step.first_page,
                last_page=step.last_page,
            )
            edit_step(teacher, path.id, step.id, text)
    policy = PolicyText(frozenset(Answering(kind) for kind in script.allowed), subjects=(script.subject,))
    set_policy(teacher, path.id, policy)
    for exam in script.exams:
        covered = tuple(steps[one - 1].id for one in exam.steps)
        set_exam(teacher, path.id, new_identifier(), ExamText(exam.title, cast.day(-exam.days).date(), covered))


def _decide(teacher: Caller, script: PathScript, path: Path) -> None:
    """The best of each step; those drafted from exercises wait, and the poorest of all is rejected."""
    drafts = list(
        Item.objects.within(teacher).to_review().filter(step__path=path).order_by("-worth", "page", "start", "kind")
    )
    kept: defaultdict[UUID, list[UUID]] = defaultdict(list)
    exercises = _exercises(drafts)
    for item in drafts:
        is_taught = item.start <= exercises.get(item.page, item.start)
        if item.worth >= GOOD_ENOUGH and is_taught and len(kept[item.step_id]) < script.most:
            kept[item.step_id].append(item.id)
    if script.most and drafts:
        accept_items(teacher, path.id, [item_id for chosen in kept.values() for item_id in chosen])
        reject_items(teacher, path.id, [drafts[-1].id])


def _exercises(items: list[Item]) -> dict[int, int]:
    """By page, where its exercises begin."""
    pages = Page.objects.filter(version__document_id__in={item.document_id for item in items})
    found = {page.number: max(page.text.find(title) for title in EXERCISES) for page in pages}
    return {number: at for number, at in found.items() if at >= 0}


def _write(teacher: Caller, script: PathScript, path: Path) -> None:
    steps = steps_in_order(path)
    for written in script.written:
        content = Content.of({name: value for name, value in written.items() if name != "step"})
        write_item(teacher, steps[written["step"] - 1].id, new_identifier(), content)


def _share(cast: Any, teacher: Caller, script: PathScript, path: Path) -> None:
    for name in script.beside:
        share_path(teacher, path.id, cast.people[name].id)
