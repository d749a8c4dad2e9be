"""A notification's words, in the language of whoever reads them.

The room that declares a kind writes its templates: ``messaging.notice_published`` has
``messaging/mail/notice_published/subject.txt`` (one line) and ``body.txt`` (a sentence or a few), and a ``body.html``
where a letter should look richer than paragraphs. They know ``organisation``, ``subject`` (of whom it speaks; None once
they are erased), ``count`` (of how many facts) and what ``about`` carries; a digest's also ``gathered``: the words of
each.
"""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet
from django.template import Context, TemplateDoesNotExist, engines
from django.utils import translation

from lyceum.kernel.notifications.models import Notification

DIGEST = "notifications.digest"
MOST_IN_A_DIGEST = 50


@dataclass(frozen=True, slots=True)
class Words:
    """``html`` is empty where the kind has no ``body.html``."""

    subject: str
    body: str
    html: str = ""

    @classmethod
    def of(cls, notification: Notification, language: str, *, with_html: bool = False) -> Self:
        room, name = notification.kind.split(".")
        place = f"{room}/mail/{name}"
        known = {
            **notification.about,
            "count": notification.count,
            "organisation": notification.organisation,
            "subject": notification.subject,
        }
        if notification.kind == DIGEST:
            known["gathered"] = [cls.of(each, language) for each in _gathered_in(notification)]
        with translation.override(language):
            return cls(
                subject=" ".join(_text(f"{place}/subject.txt", known).split()),
                body=_text(f"{place}/body.txt", known).strip(),
                html=_html(f"{place}/body.html", known) if with_html else "",
            )


def _gathered_in(digest: Notification) -> QuerySet[Notification]:
    told = Notification.objects.filter(run__digest=digest).select_related("organisation", "subject")
    return told.order_by("id")[:MOST_IN_A_DIGEST]


def _text(template: str, known: dict[str, Any]) -> str:
    found: Any = engines["django"].get_template(template)
    return str(found.template.render(Context(known, autoescape=False)))  # plain text: nothing to escape


def _html(template: str, known: dict[str, Any]) -> str:
    try:
        return str(engines["django"].get_template(template).render(known))
    except TemplateDoesNotExist:
        return ""
