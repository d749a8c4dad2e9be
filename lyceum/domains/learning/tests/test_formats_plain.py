import time

import pytest

from lyceum.domains.learning.rules.formats.plain import from_html


@pytest.mark.parametrize("piece", ["<!--", "</", "<a ", "<a b='", "<a b='>", "<![", "<?", "&#", "<script>"])
def test_markup_that_never_ends_is_read_in_time(piece: str) -> None:
    began = time.process_time()
    from_html(piece * (49_000 // len(piece)))
    assert time.process_time() - began < 2


def test_a_sign_that_begins_no_tag_stays() -> None:
    assert from_html("a < b &amp; <i>c</i> > d<!-- x -->") == ("a < b & c > d", [])
