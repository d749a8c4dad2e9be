"""A path of the first organisation, its rows, and what the doors of learning are filled with."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.domains.learning.models import (
    Exam,
    Exchange,
    Item,
    Learner,
    Memory,
    Path,
    PathTeacher,
    Review,
    Revision,
    Source,
    Step,
)
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.media.tests.uploads import upload
from lyceum.kernel.search.models import Document
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]
QUESTION = {"kind": "short", "prompt": "What?", "answers": ["That"]}


def learning(wing: Wing) -> Filled:
    """The insider teaches with the path and studies it: whoever may, may all of it."""
    with scope.entered(wing.organisation.id, wing.insider.person_id):
        path = _path(wing)
        step, spare = (_step(wing, path, position) for position in range(2))
        item = _item(wing, step, wing.shared, "accepted")
        draft = _item(wing, step, wing.staff, "draft")
        revision = _sitting(wing, path, step, item)
        exchange = _exchange(wing, path, step)
        exam = Exam.objects.create(**_of(wing), path=path, title=wing.shared, held_on=_day(30))
        source, learner = path.sources.get(), Learner.objects.get(person=wing.insider.person)
    parts = {
        "path_id": path.id,
        "step_id": step.id,
        "learning:step_removal.step_id": spare.id,
        "delete_step.step_id": spare.id,
        "item_id": draft.id,
        "exam_id": exam.id,
        "revision_id": revision.id,
        "exchange_id": exchange.id,
        "person_id": wing.insider.person_id,
        "teacher_id": wing.colleague.person_id,
        "source_id": source.id,
        "learner_id": learner.id,
    }
    for door in "source_version source_removal".split():
        parts[f"learning:{door}.document_id"] = source.document_id
    for field in "learningPath activateLearningPath archiveLearningPath".split():
        parts[f"{field}.id"] = path.id
    parts["endLearningRevision.id"] = revision.id
    parts["passQuestionOn.id"] = parts["replyToQuestion.id"] = exchange.id
    typed = _typed(draft, source) | {"learning:import/step": str(step.id)}
    return parts, _values(step, spare, item, draft) | typed


def _values(step: Step, spare: Step, item: Item, draft: Item) -> dict[str, Any]:
    values: dict[str, Any] = {"language": "fr", "pass_mark": 70, "held_on": _day(9).isoformat(), "weight": 1}
    for door in ("learning:new", "create_path", "put_path", "learning:text"):
        values |= {f"{door}/id": lambda: str(new_identifier()), f"{door}/edition": None, f"{door}/audience": None}
        values |= {f"{door}/begins_on": None, f"{door}/ends_on": None, f"{door}/steps": []}
        values |= {f"{door}/groups": [], f"{door}/students": [], f"{door}/group_ids": [], f"{door}/student_ids": []}
    for door in ("learning:new_step", "learning:step_text", "create_step", "put_step"):
        values |= {f"{door}/id": lambda: str(new_identifier()), f"{door}/edition": None, f"{door}/requires": []}
        values |= {f"{door}/opens_on": None, f"{door}/document_id": None}
        values |= {f"{door}/first_page": None, f"{door}/last_page": None}
    values |= {"put_step/pass_mark": 0.5, "create_step/pass_mark": 0.5}
    values |= {"put_order/step_ids": [str(step.id), str(spare.id)], "put_exam/step_ids": []}
    for door in ("create_item", "put_item"):
        values |= {f"{door}/content": QUESTION, f"{door}/edition": None, f"{door}/id": lambda: str(new_identifier())}
    for door in ("create_acceptance", "create_rejection"):
        values |= {f"{door}/item_ids": [str(draft.id)], f"{door}/step_id": None}
        values |= {"create_revision/step_id": None, "create_revision/id": lambda: str(new_identifier())}
    values |= {"create_answers/answers": [], "answerLearningItems/answers": []}
    for field in ("acceptLearningItems", "rejectLearningItems"):
        values |= {f"{field}/itemIds": [str(draft.id)], f"{field}/stepId": None}
    values |= {f"{act}LearningItems/itemIds": [str(item.id)] for act in ("withdraw", "putBack")}
    values["setLearningExam/exam"] = {"title": "An exam", "heldOn": _day(9).isoformat()}
    values |= {"setTutorPolicy/policy": {"allowed": ["HINT"]}, "setTutorPolicy/edition": None}
    values |= {f"{door}/item_id": str(item.id) for door in ("create_question", "learning:tutor")}
    values["askTutor/question"] = {"pathId": str(step.path_id), "itemId": str(item.id), "question": "What?"}
    return values | {"list_items/state": "", "beginLearningRevision/id": lambda: str(new_identifier())}


def _typed(draft: Item, source: Source) -> dict[str, Any]:
    """Into the forms of pages."""
    asked = {"prompt": "What?", "answers": "That"}
    forms: dict[str, dict[str, Any]] = {
        "item": asked | {"id": str(draft.id), "edition": 1},
        "new_item": asked | {"id": lambda: str(new_identifier()), "kind": "short"},
        "profile": {"daily_minutes": 30, "new_per_day": 5},
        "replying": {"reply": "Like this."},
        "exam": {"id": lambda: str(new_identifier())},
        "policy": {"hints_before_more": 1, "allowed": ["hint"]},
        "sources": {"id": lambda: str(new_identifier()), "file": lambda: upload("lamp.txt", b"A lamp.")},
        "source_version": {"file": lambda: upload("lamp.txt", b"Another lamp.")},
        "kept_source": {"document": str(source.document_id)},
    }
    return {f"learning:{door}/{name}": value for door, form in forms.items() for name, value in form.items()}


def _path(wing: Wing) -> Path:
    audience = [f"group:{wing.group.id}"]
    path = Path.objects.create(
        **_of(wing), author=wing.insider.person, name=wing.shared, objectives=wing.shared, status="active"
    )
    Path.objects.filter(id=path.id).update(audience=audience)
    PathTeacher.objects.create(**_of(wing), path=path, person=wing.insider.person)
    document = Document.objects.create(**_of(wing), owner=wing.insider.person, title=wing.shared, audience=audience)
    Source.objects.create(**_of(wing), path=path, document=document)
    Learner.objects.create(**_of(wing), person=wing.insider.person, goals=wing.own, needs=wing.own)
    return path


def _step(wing: Wing, path: Path, position: int) -> Step:
    text = {"title": f"{wing.shared} {position}", "objective": wing.shared, "body": wing.shared}
    step: Step = Step.objects.create(**_of(wing), path=path, position=position, **text)
    return step


def _item(wing: Wing, step: Step, text: str, state: str) -> Item:
    item = Item(**_of(wing), step=step, state=state, quote=text)
    item.ask(Content(Kind.SHORT, text, answers=(text,)))
    item.save()
    return item


def _sitting(wing: Wing, path: Path, step: Step, item: Item) -> Revision:
    theirs = {**_of(wing), "person": wing.insider.person}
    now = timezone.now() - timedelta(days=3)
    revision: Revision = Revision.objects.create(**theirs, path=path, answered=1)
    Review.objects.create(
        **theirs, revision=revision, item=item, given={"given": wing.own}, fraction=1, is_right=True, rating=3,
        answered_at=now,
    )  # fmt: skip
    known = {"stability": 2.0, "difficulty": 5.0, "reviewed_at": now, "due_on": _day(-1), "reviews": 1}
    Memory.objects.create(**theirs, item=item, path=path, step=step, **known)
    return revision


def _exchange(wing: Wing, path: Path, step: Step) -> Exchange:
    said = {"question": wing.staff, "answer": wing.staff, "outcome": "uncovered"}
    exchange: Exchange = Exchange.objects.create(
        **_of(wing), person=wing.insider.person, path=path, step=step, passed_on_at=timezone.now(), **said
    )
    return exchange


def _of(wing: Wing) -> dict[str, Any]:
    return {"organisation": wing.organisation}


def _day(ahead: int) -> Any:
    return timezone.now().date() + timedelta(days=ahead)
