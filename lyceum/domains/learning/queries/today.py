"""What learning puts on *Today*: revisions for a student, drafts and questions for a teacher."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lyceum.domains.learning.models import Exchange, Item, Path
from lyceum.domains.learning.permissions import may_study, may_teach
from lyceum.domains.learning.queries.asking import due_counts
from lyceum.domains.learning.queries.path import studied_paths, taught_paths
from lyceum.domains.learning.queries.shelf import StudiedPath, studied_shelf
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.contribution import TodayItem

MOST = 4


def learning_today(caller: Caller) -> Iterator[TodayItem]:
    if may_study(caller):
        yield from (_revision(one) for one in studied_shelf(caller)[:MOST] if one.due or one.new)
    if may_teach(caller):
        yield from _waiting(caller)


def due_count(caller: Caller) -> int:
    """The number beside *Learning*: due for a student, passed on to a teacher."""
    if may_study(caller):
        return sum(due_counts(caller, list(studied_paths(caller))).values())
    return _unanswered(caller).count() if may_teach(caller) else 0


def _revision(one: StudiedPath) -> TodayItem:
    told = [ngettext("%(count)s question is due", "%(count)s questions are due", one.due) % {"count": one.due}]
    if one.new:
        told.append(ngettext("%(count)s new", "%(count)s new", one.new) % {"count": one.new})
    if one.exam:
        told.append(_("%(exam)s in %(days)s days") % {"exam": one.exam.title, "days": one.days_left})
    return TodayItem(
        title=_("Revise: %(path)s") % {"path": one.path.name},
        url=reverse("learning:path", args=[one.path.id]),
        icon="graduation-cap",
        detail=" · ".join(told if one.due else told[1:]),
        urgency=1 if one.due else 0,
    )


def _waiting(caller: Caller) -> Iterator[TodayItem]:
    paths = {path.id: path for path in _own(caller)[:50]}
    drafts = Item.objects.within(caller).to_review().filter(step__path__in=paths)
    for path_id in list(dict.fromkeys(drafts.order_by("-id").values_list("step__path_id", flat=True)[:400]))[:MOST]:
        yield TodayItem(
            title=_("Look at the drafts: %(path)s") % {"path": paths[path_id].name},
            url=reverse("learning:review", args=[path_id]),
            icon="list-checks",
            detail=_("No student sees them before you have accepted them."),
        )
    for exchange in _unanswered(caller).select_related("path", "person")[:MOST]:
        yield TodayItem(
            title=_("%(student)s asks: %(question)s")
            % {"student": exchange.person, "question": exchange.question[:80]},
            url=reverse("learning:exchanges", args=[exchange.path_id]),
            icon="message-circle",
            detail=exchange.path.name,
            urgency=1,
        )


def _unanswered(caller: Caller) -> QuerySet[Exchange]:
    waiting = Exchange.objects.within(caller).filter(passed_on_at__isnull=False, replied_at=None)
    found: QuerySet[Exchange] = waiting.filter(path__in=_own(caller)).order_by("passed_on_at")
    return found


def _own(caller: Caller) -> QuerySet[Path]:
    """Those they teach with themselves: whoever oversees the school is not told of everybody's."""
    return taught_paths(caller).filter(teachers__person_id=caller.person_id)
