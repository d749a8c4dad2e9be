"""What REST says of itself."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ninja import Schema

from lyceum.project.rest import api


def test_no_two_shapes_have_the_same_name() -> None:
    """The description knows each by its name alone: of two, it would show one for both."""
    assert api.get_openapi_schema()["components"]["schemas"]
    named = Counter(shape.__name__ for shape in set(_shapes(Schema)) if shape.__module__.startswith("lyceum."))
    assert [name for name, count in named.items() if count > 1] == []


def _shapes(of: Any) -> Iterator[Any]:
    for shape in of.__subclasses__():
        yield shape
        yield from _shapes(shape)
