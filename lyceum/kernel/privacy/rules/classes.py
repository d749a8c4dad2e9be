"""Whether every field of every model has been classed, and every class can be acted upon."""

from collections.abc import Iterable, Iterator, Mapping

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

PERSONAL = frozenset({PrivacyClass.IDENTIFYING, PrivacyClass.CONTENT, PrivacyClass.SECRET})
WAYS = frozenset({"delete", "blank", "keep"})


def unclassed_fields(models: Mapping[str, Iterable[str]], records: Iterable[PersonalRecords]) -> list[str]:
    """``models``: label → its fields. Returns ``"room.Model.field"`` of each that no room has classed."""
    classed = {record.model: set(record.fields) for record in records}
    return sorted(
        f"{model}.{field}" for model, fields in models.items() for field in set(fields) - classed.get(model, set())
    )


def faults(models: Mapping[str, Iterable[str]], records: Iterable[PersonalRecords]) -> Iterator[str]:
    """What would make export or erasure miss something, one sentence each."""
    seen: set[str] = set()
    for record in records:
        if record.model in seen:
            yield f"{record.model} is classed twice"
        seen.add(record.model)
        if record.model not in models:
            yield f"{record.model} does not exist"
            continue
        gone = set(record.fields) - set(models[record.model])
        yield from (f"{record.model}.{field} does not exist" for field in sorted(gone))
        yield from _faults_of(record)


def _faults_of(record: PersonalRecords) -> Iterator[str]:
    says_much = PERSONAL & set(record.fields.values())
    if record.on_erasure not in WAYS:
        yield f"{record.model}: {record.on_erasure} is no way of erasing"
    if record.on_erasure == "keep" and not record.kept_because:
        yield f"{record.model} is kept, and nothing says why"
    if says_much and not record.owner and not record.address and record.on_erasure != "keep":
        yield f"{record.model} says something of a person, and nothing says of whom"
    if record.address and record.address not in record.fields:
        yield f"{record.model}.{record.address} does not exist"
