"""Which channels people want: what they chose, else what their organisation did, else the kind's own."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from lyceum.kernel.foundation.rules.contribution import NotificationKind
from lyceum.kernel.notifications.models import OrganisationDefault, Preference
from lyceum.kernel.notifications.rules.wanted import wanted

OnOff = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Choices:
    defaults: Mapping[str, OnOff]
    chosen: Mapping[tuple[str, UUID], OnOff]

    @classmethod
    def of(cls, organisation_id: UUID | None, kinds: Collection[str], people: Collection[UUID]) -> Self:
        defaults: defaultdict[str, dict[str, bool]] = defaultdict(dict)
        chosen: defaultdict[tuple[str, UUID], dict[str, bool]] = defaultdict(dict)
        if organisation_id is None:  # about an account: there is nothing to choose
            return cls(defaults, chosen)
        of_kinds = {"organisation": organisation_id, "kind__in": kinds}
        for default in OrganisationDefault.objects.filter(**of_kinds):
            defaults[default.kind][default.channel] = default.on
        for choice in Preference.objects.filter(**of_kinds, person_id__in=people):
            chosen[choice.kind, choice.person_id][choice.channel] = choice.on
        return cls(defaults, chosen)

    def wanted(self, kind: NotificationKind, person_id: UUID) -> frozenset[str]:
        return wanted(kind, self.chosen.get((kind.code, person_id), {}), self.defaults.get(kind.code, {}))
