from django.utils.translation import gettext_lazy as _

from lyceum.domains.learning.interface.subscribers import (
    draft_again,
    mark_stale,
    refresh_entry,
    steer_again,
    tell_of_question,
    tell_of_reply,
    tell_students,
    tell_teachers,
)
from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.reporting.actions.counting import keep_figures

NOTIFICATIONS = [
    NotificationKind("learning.path_given", _("A learning path is given to you"), icon="graduation-cap"),
    NotificationKind(
        "learning.revision_ended",
        _("A student has ended a revision"),
        channels=frozenset({"in_app"}),
        icon="list-checks",
    ),
    NotificationKind("learning.question_asked", _("A student asks you a question"), icon="message-circle"),
    NotificationKind("learning.question_replied", _("A teacher has replied to you"), icon="message-circle"),
    NotificationKind(
        "learning.adult_alerted", _("A student’s message calls for an adult"), critical=True, icon="life-buoy"
    ),
]
SUBSCRIBERS = {
    "search.document_read": [draft_again],
    "search.document_revised": [mark_stale, draft_again],
    "learning.source_added": [draft_again],
    "learning.exam_set": [steer_again],
    "learning.exam_removed": [steer_again],
    "learning.path_made": [refresh_entry],
    "learning.path_changed": [refresh_entry],
    "learning.path_activated": [refresh_entry],
    "learning.path_archived": [refresh_entry],
    "learning.teacher_joined": [refresh_entry],
    "learning.step_changed": [refresh_entry],
    "learning.path_given": [tell_students, keep_figures],
    "learning.items_answered": [keep_figures],
    "learning.question_asked": [keep_figures],
    "learning.revision_ended": [tell_teachers, keep_figures],
    "learning.question_passed_on": [tell_of_question],
    "learning.adult_alerted": [tell_of_question],
    "learning.question_replied": [tell_of_reply],
}
