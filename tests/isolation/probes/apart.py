"""Probes of a line: to a function, a row that lies elsewhere, or is somebody else's, is as if it were not there."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import Model, QuerySet

from lyceum.kernel.foundation.rules.identifier import new_identifier
from tests.isolation.fabric import undone
from tests.isolation.house import Wing
from tests.isolation.probes.probe import probe
from tests.isolation.samples import Samples

Models = tuple[type[Model], ...]
Call = Callable[[Any], Any]
Change = Callable[[], object]


def apart(
    act: str,
    made: Callable[[Samples], Any],
    call: Call,
    *,
    moved: Models = (),
    given: Models = (),
    lost: Models = (),
    twins: Models = (),
    others: Models = (),
    first: Call | None = None,
    refused: type[Exception] | None = None,
) -> None:
    """``moved`` to the other organisation, or ``given`` to a colleague: it gives what it gives without those rows
    (``refused`` where they stand in the way); ``lost`` by the insider, it gives what it gives with nobody's. ``twins``
    there, or ``others`` of a colleague: what it gave before.

    ``made``: what it is called with, as it is before anything is done; ``first``: what is done to it before.
    """

    @probe(act)
    def are_told_apart(samples: Samples) -> None:
        def outcome(change: Change | None = None) -> Any:
            place = made(samples)
            with undone():
                if first:
                    first(place)
                if change:
                    change()
                return _given(call, place)

        here, abroad = samples.house.here, samples.house.abroad
        untouched = outcome()
        elsewhere, anothers = {"organisation": abroad.organisation}, {"person": here.colleague.person}
        for to, models in ((elsewhere, moved), (anothers, given)):
            for model in models:
                without = refused or outcome(partial(_taken_away, model, here))
                assert without != untouched, f"{act} does not ask for any {model.__name__}"
                assert outcome(partial(_changed, model, here, to)) == without
        for model in lost:
            without = outcome(partial(_taken_away, model, here))
            assert without != untouched, f"{act} does not ask for any {model.__name__}"
            assert outcome(partial(_lost, model, here)) == without
        for to, models in ((elsewhere, twins), (anothers, others)):
            for model in models:
                assert outcome(partial(_doubled, model, here, to)) == untouched


def _given(call: Call, place: Any) -> Any:
    """What came back, to be compared; that it was refused, and how, is an outcome too."""
    try:
        result = call(place)
        return list(result) if isinstance(result, QuerySet | Iterator) else result
    except Exception as error:
        return type(error)


def _rows(model: type[Model], wing: Wing) -> QuerySet[Any]:
    found: QuerySet[Any] = model._base_manager.filter(organisation=wing.organisation)
    return found


def _taken_away(model: type[Model], wing: Wing) -> None:
    _rows(model, wing).delete()


def _lost(model: type[Model], wing: Wing) -> None:
    _rows(model, wing).filter(person=wing.insider.person).delete()


def _changed(model: type[Model], wing: Wing, to: dict[str, Any]) -> None:
    _rows(model, wing).update(**_of(model, to))


def _doubled(model: type[Model], wing: Wing, to: dict[str, Any]) -> None:
    for row in list(_rows(model, wing)):
        row.pk = new_identifier()
        for name, value in _of(model, to).items():
            setattr(row, name, value)
        row.save(force_insert=True)


def _of(model: type[Model], to: dict[str, Any]) -> dict[str, Any]:
    """A path is its author's."""
    if "person" in to and not any(field.name == "person" for field in model._meta.fields):
        return {"author": to["person"]}
    return to
