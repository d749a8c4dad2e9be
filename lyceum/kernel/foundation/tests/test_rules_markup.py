import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.markup import drawn, plain

_TAG = re.compile(r"</?([a-z0-9]+)((?:\s[^>]*)?)/?>")
_ATTRIBUTES = re.compile(r'( href="(https?|mailto):[^"]*")?( rel="noopener noreferrer")?\s*')
_ALLOWED = set("p br strong em ul ol li a blockquote code pre h3 hr".split())


def test_draws_what_a_notice_needs() -> None:
    assert drawn("# Demain\n\n**Salle** *12*\n- un\n- deux") == (
        "<h3>Demain</h3>\n<p><strong>Salle</strong> <em>12</em></p>\n<ul>\n<li>un</li>\n<li>deux</li>\n</ul>\n"
    )
    assert drawn("[plan](https://example.org/a)") == (
        '<p><a href="https://example.org/a" rel="noopener noreferrer">plan</a></p>\n'
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        (
            "![x](https://example.org/spy.gif)",
            '<p>!<a href="https://example.org/spy.gif" rel="noopener noreferrer">x</a></p>\n',
        ),
    ],
)
def test_refuses_what_could_act(text: str, html: str) -> None:
    assert drawn(text) == html


@given(st.text(alphabet=st.sampled_from("ab <>\"'&()[]*_#`!\n-:/jscript="), max_size=80))
def test_nothing_but_the_allowed_elements_comes_out(text: str) -> None:
    for tag, attributes in _TAG.findall(drawn(text)):
        assert tag in _ALLOWED
        assert _ATTRIBUTES.fullmatch(attributes)


@given(st.text(max_size=80))
def test_plain_is_one_line_without_markup(text: str) -> None:
    assert "\n" not in plain(text)


def test_plain_keeps_the_words() -> None:
    assert plain("# Titre\n\n**Gras** & [lien](https://example.org)\n\n- un\n- deux") == "Titre Gras & lien un deux"
