"""Functions whose filter no knock tells apart, as something before it has already refused: called by themselves.

Each stands beside rows that no door would write: of another organisation, and pointing at this one.
"""

from tests.isolation.probes import (
    billing,
    billing_invoices,
    billing_payments,
    calendar,
    conversations,
    documents,
    events_door,
    events_organise,
    events_shop,
    identity_people,
    identity_places,
    learning_days,
    learning_files,
    learning_student,
    learning_teacher,
    lists,
    notifications,
    others,
    reporting,
    talk,
    video,
    video_acts,
)
from tests.isolation.probes.probe import PROBES, Probe

__all__ = [
    "PROBES",
    "Probe",
    "billing",
    "billing_invoices",
    "billing_payments",
    "calendar",
    "conversations",
    "documents",
    "events_door",
    "events_organise",
    "events_shop",
    "identity_people",
    "identity_places",
    "learning_days",
    "learning_files",
    "learning_student",
    "learning_teacher",
    "lists",
    "notifications",
    "others",
    "reporting",
    "talk",
    "video",
    "video_acts",
]
