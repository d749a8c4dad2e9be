"""A notification's words, in the language of whoever reads them: ``<room>/mail/<name>/{subject,body}.txt``.

The room that declares a kind writes its templates: ``messaging.notice_published`` has
``messaging/mail/notice_published/subject.txt`` (one line) and ``body.txt`` (a sentence or a few), and a ``body.html``
where a letter should look richer than paragraphs. They know ``organisation``, ``subject`` (of whom it speaks; None once
they are erased) and what ``about`` carries.
"""

from dataclasses import dataclass
from typing import Any

from django.template import Context, TemplateDoesNotExist, engines
from django.utils import translation

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.notifications.models import Notification


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    body: str


def words_of(notification: Notification, language: str) -> Words:
    kind, about = notification.kind, _known(notification)
    with translation.override(language):
        return Words(
            subject=" ".join(_rendered(kind, "subject.txt", about).split()),
            body=_rendered(kind, "body.txt", about).strip(),
        )


def html_of(notification: Notification, language: str) -> str:
    """``""`` where the kind has no ``body.html``."""
    with translation.override(language):
        try:
            template = engines["django"].get_template(_place(notification.kind, "body.html"))
        except TemplateDoesNotExist:
            return ""
        return str(template.render(_known(notification)))


def label_of(kind: str) -> Message:
    declared = registry.notification_kinds().get(kind)
    return declared.label if declared else kind


def _known(notification: Notification) -> dict[str, Any]:
    return {**notification.about, "organisation": notification.organisation, "subject": notification.subject}


def _rendered(kind: str, part: str, about: dict[str, Any]) -> str:
    template = engines["django"].get_template(_place(kind, part))
    return str(template.template.render(Context(about, autoescape=False)))  # plain text: nothing to escape


def _place(kind: str, part: str) -> str:
    room, name = kind.split(".")
    return f"{room}/mail/{name}/{part}"
