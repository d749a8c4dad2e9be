"""What is kept of a person, wherever it lies: where export and erasure both start."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.models import Announcement, Tenant
from lyceum.kernel.foundation.rules.caller import Individual
from lyceum.kernel.foundation.rules.contribution import PersonalRecords
from lyceum.kernel.identity.models import Organisation


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows may lie: an organisation, or none; its scope is entered while one looks at it."""

    caller: Individual
    organisation: Organisation | None
    addresses: frozenset[str]

    def records(self) -> list[PersonalRecords]:
        """Those that belong to somebody, the person's own row last: others point at it."""
        owned = [record for record in registry.personal_records() if record.owner or record.address]
        here = [record for record in owned if self.organisation is None or is_scoped(model_of(record))]
        return sorted(here, key=lambda record: record.owner == "id")

    def rows(self, record: PersonalRecords) -> QuerySet[Any]:
        model = model_of(record)
        theirs = Q(**{record.owner: self.caller.person_id}) if record.owner else Q(pk__in=[])
        for address in self.addresses if record.address else ():
            theirs |= Q(**{f"{record.address}__iexact": address})
        rows = model._base_manager.filter(theirs)
        return rows.filter(organisation=self.organisation) if is_scoped(model) else rows


def places_of(caller: Individual) -> Iterator[Place]:
    """Every organisation, not only those they belong to: what somebody left behind in one is theirs still."""
    addresses = addresses_of(caller)
    for organisation in Organisation.objects.order_by("id"):
        with scope.entered(organisation.id):
            yield Place(caller, organisation, addresses)
    with scope.entered(None, caller.person_id):
        yield Place(caller, None, addresses)


def addresses_of(caller: Individual) -> frozenset[str]:
    """Proved ones only: nobody gets, or destroys, what was sent to an address that they merely claim."""
    proved = apps.get_model("account.EmailAddress").objects.filter(user_id=caller.person_id, verified=True)
    return frozenset(address.lower() for address in proved.values_list("email", flat=True))


def model_fields() -> dict[str, Iterable[str]]:
    """Every table of this program, libraries' included: label → its fields."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.label: [field.name for field in model._meta.concrete_fields] for model in models}


def model_of(record: PersonalRecords) -> type[Model]:
    return apps.get_model(record.model)


def is_scoped(model: type[Model]) -> bool:
    """Whether the database shows its rows only inside their organisation."""
    return issubclass(model, Tenant | Announcement)
