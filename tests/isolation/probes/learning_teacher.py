"""A teacher's: their paths, the questions of these, and the class."""

from django.utils import timezone

from lyceum.domains.learning.actions.item import _decide, _step_to_change, item_to_change
from lyceum.domains.learning.actions.path import _made_before
from lyceum.domains.learning.actions.replying import reply
from lyceum.domains.learning.actions.review import put_back_items, withdraw_items
from lyceum.domains.learning.models import (
    Exchange,
    Item,
    Learner,
    Memory,
    Path,
    PathTeacher,
    Review,
    Revision,
    Source,
    State,
    Step,
)
from lyceum.domains.learning.permissions import may_change
from lyceum.domains.learning.queries.classroom import _hard, _is_fitted, _seen, _week, classroom, student_in_depth
from lyceum.domains.learning.queries.exchanges import exchanges_for, questions_on
from lyceum.domains.learning.queries.exports import _accepted
from lyceum.domains.learning.queries.imports import known_in
from lyceum.domains.learning.queries.item import item_for, items_of, items_to_review
from lyceum.domains.learning.queries.path import path_to_change, students_of, taught_paths
from lyceum.domains.learning.queries.progress import accepted_in, counted
from lyceum.domains.learning.queries.results import _sums
from lyceum.domains.learning.queries.review import _counts as counted_for_review
from lyceum.domains.learning.queries.shelf import taught_shelf
from lyceum.domains.learning.queries.today import _unanswered, _waiting
from lyceum.domains.learning.queries.workshop import _counts as counted_for_editor
from lyceum.domains.learning.queries.workshop import source_lines
from lyceum.kernel.identity.models import GroupMembership
from tests.isolation.fabric import undone
from tests.isolation.probes.learning_place import Course, course, learning
from tests.isolation.probes.probe import probe
from tests.isolation.samples import Samples


def _missed(at: Course) -> None:
    said = {"given": {}, "fraction": 0, "is_right": False, "rating": 1, "answered_at": timezone.now()}
    of = {"organisation": at.path.organisation, "revision": at.revision, "person_id": at.me, "item": at.item}
    Review.objects.bulk_create(Review(**of, **said) for _ in range(3))


def _fitted(at: Course) -> None:
    Learner.objects.update(parameters=[1.0])


def _drawn(at: Course) -> None:
    """Every question stands on the document."""
    Item.objects.update(document=Source.objects.get(path=at.path).document_id)


learning(
    "permissions.may_change", lambda at: may_change(at.teacher, at.path), moved=(PathTeacher,), given=(PathTeacher,)
)
learning("actions.item.item_to_change", lambda at: item_to_change(at.caller, at.draft.id), moved=(Item,))
learning(
    "actions.item._decide",
    lambda at: _decide(at.caller, at.path.id, [at.draft.id], None, State.REJECTED),
    moved=(Item,),
)
learning("actions.item._step_to_change", lambda at: _step_to_change(at.caller, at.step.id), moved=(Step,))
learning("actions.path._made_before", lambda at: _made_before(at.caller, at.path.id), moved=(Path,), given=(Path,))
learning("actions.replying.reply", lambda at: reply(at.caller, at.exchange.id, "This."), moved=(Exchange,))
learning("actions.review.put_back_items", lambda at: put_back_items(at.caller, at.path.id, [at.item.id]), moved=(Item,))
learning("actions.review.withdraw_items", lambda at: withdraw_items(at.caller, at.path.id, [at.item.id]), moved=(Item,))
learning("queries.classroom.classroom", lambda at: classroom(at.caller, at.path.id), twins=(Exchange,))
learning(
    "queries.classroom.student_in_depth",
    lambda at: student_in_depth(at.caller, at.path.id, at.me),
    twins=(Revision, Exchange),
    moved=(Memory,),
)
learning("queries.classroom._week", lambda at: _week(at.caller, at.path), twins=(Review,))
learning("queries.classroom._seen", lambda at: _seen(at.caller, at.path), twins=(Revision,))
learning("queries.classroom._hard", lambda at: _hard(at.caller, at.path), first=_missed, moved=(Item,))
learning("queries.classroom._is_fitted", lambda at: _is_fitted(at.caller, at.me), first=_fitted, moved=(Learner,))
learning("queries.exchanges.exchanges_for", lambda at: exchanges_for(at.caller, at.path.id), moved=(Exchange,))
learning("queries.exchanges.questions_on", lambda at: questions_on(at.caller, at.path.id), moved=(Exchange,))
learning("queries.item.items_of", lambda at: items_of(at.caller, at.path.id), twins=(Item,))
learning("queries.item.items_to_review", lambda at: items_to_review(at.caller, at.path.id), twins=(Item,))
learning("queries.item.item_for", lambda at: item_for(at.caller, at.path.id, at.item.id), moved=(Item,))
learning("queries.path.taught_paths", lambda at: taught_paths(at.caller), moved=(Path,))
learning("queries.path.path_to_change", lambda at: path_to_change(at.caller, at.path.id), moved=(Path,))
learning("queries.path.students_of", lambda at: students_of(at.caller, at.path), moved=(GroupMembership,))
learning("queries.review._counts", lambda at: counted_for_review(at.caller, at.path), twins=(Item,))
learning("queries.shelf.taught_shelf", lambda at: taught_shelf(at.caller), twins=(Item,))
learning("queries.today._waiting", lambda at: _waiting(at.caller), moved=(Item,))
learning("queries.today._unanswered", lambda at: _unanswered(at.caller), moved=(Exchange,))
learning("queries.workshop._counts", lambda at: counted_for_editor(at.caller, at.path), twins=(Item,))
learning("queries.workshop.source_lines", lambda at: source_lines(at.caller, at.path), first=_drawn, twins=(Item,))
learning("queries.progress.accepted_in", lambda at: accepted_in(at.caller, [at.step.id]), twins=(Item,))
learning("queries.exports._accepted", lambda at: list(_accepted(at.caller, at.path)), twins=(Item,))
learning("queries.imports.known_in", lambda at: known_in(at.caller, at.step), moved=(Item,))
learning("queries.results._sums", lambda at: _sums(at.caller, at.path), twins=(Revision,))


@probe("learning.queries.progress.counted")
def memories_count_unless_a_question_of_here_is_withdrawn(samples: Samples) -> None:
    at, abroad = course(samples), samples.house.abroad.organisation
    before = counted(at.caller, [at.path.id], [at.step], [at.me])
    with undone():
        Item.objects.filter(id=at.item.id).update(organisation=abroad, state=State.REJECTED)
        assert counted(at.caller, [at.path.id], [at.step], [at.me]) == before
    Memory.objects.update(organisation=abroad)
    assert dict(counted(at.caller, [at.path.id], [at.step], [at.me])) == {}
