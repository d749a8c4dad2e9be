"""How the states of jobs and parts are called on the pages, and the tone they are shown in."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class State:
    label: Any
    tone: str = ""


JOB_STATES = {
    "todo": State(_("waits"), "info"),
    "doing": State(_("runs"), "primary"),
    "failed": State(_("failed"), "error"),
    "succeeded": State(_("done"), "success"),
    "cancelled": State(_("cancelled")),
    "aborted": State(_("stopped"), "warning"),
}
RUNS = {
    "deferred": _("was put in the queue"),
    "scheduled": _("was put off until its time"),
    "started": _("was begun"),
    "deferred_for_retry": _("did not succeed, and waits for another try"),
    "failed": _("failed for good"),
    "succeeded": _("was done"),
    "cancelled": _("was cancelled"),
    "abort_requested": _("was asked to stop"),
    "aborted": _("was stopped"),
    "retried": _("was put in the queue again"),
}
ORGANISATION_STATES = {
    "open": State(pgettext_lazy("organisation", "open"), "success"),
    "suspended": State(pgettext_lazy("organisation", "suspended"), "warning"),
    "closed": State(pgettext_lazy("organisation", "closed")),
}
CHECKS = {
    "database": _("Database"),
    "schema": _("Schema"),
    "worker": _("Worker"),
    "realtime": _("Live updates"),
}
