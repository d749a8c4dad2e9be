import pytest

from lyceum.kernel.identity.rules.profile import faulty_fields

GOOD = {"name": "Ada", "language": "fr", "time_zone": "Europe/Paris", "theme": "dark"}


def test_what_can_be_has_no_fault() -> None:
    assert list(faulty_fields(GOOD, ["en", "fr"])) == []
    assert list(faulty_fields({}, ["en"])) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "  "), ("name", "x" * 121), ("language", "de"), ("time_zone", "Mars/Olympus"), ("theme", "pink")],
)
def test_what_cannot_be_is_named(field: str, value: str) -> None:
    assert list(faulty_fields({**GOOD, field: value}, ["en", "fr"])) == [field]
