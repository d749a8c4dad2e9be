"""A page speaks one language: what is not translated, or was put into the wrong tongue, is found on the page itself."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import polib
import pytest

from lyceum.project.start.translations import FRENCH, LOCALE
from tests.journeys.house import House
from tests.journeys.sitemap import SITEMAP, Stop, own_language

ENGLISH_WORDS = frozenset(
    "the of and to is you your this that with for are not it by from what who have was will their they be".split()
)
FRENCH_WORDS = frozenset(
    "le la les des du une un est vous votre vos avec pour dans sur qui que ce cette pas aux et il sont en au".split()
)
WRITTEN_ENGLISH = ("/nordic/", "/outbox/")  # where people of the demo have written in English themselves
_WORD = re.compile(r"\b[a-zà-ÿœ’']+\b")  # not the letters of an identifier
_SPOKEN = ("aria-label", "title", "placeholder", "alt", "aria-description", "data-confirm", "hx-confirm")


@pytest.mark.journey
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_mixes_languages(house: House, language: str) -> None:
    others = _texts_of_the_other_language(language)
    found = []
    for stop, html in _pages(house, language):
        for text in _heard(html):
            if text in others or (language == "fr" and _is_english(text) and not stop.path.startswith(WRITTEN_ENGLISH)):
                found.append(f"{stop.name}: {text[:160]}")
    assert not found, "\n".join(dict.fromkeys(found))


def test_an_english_sentence_is_found() -> None:
    page = '<html lang="fr"><p>Vous avez un message.</p><a aria-label="You have what they want">x</a><code>to be</code>'
    assert [text for text in _heard(page) if _is_english(text)] == ["You have what they want"]
    assert not _is_english("Le club est ouvert à tous, sur le site et dans la salle")


def _pages(house: House, language: str) -> Iterator[tuple[Stop, str]]:
    readers: dict[str, httpx.Client] = {}
    try:
        for stop in SITEMAP:
            if stop.who not in readers:
                readers[stop.who] = _signed_in(house, stop.who, language)
            yield stop, _page(readers[stop.who], stop)
    finally:
        for who, reader in readers.items():
            _speak(reader, own_language(who))
            reader.close()


def _signed_in(house: House, who: str, language: str) -> httpx.Client:
    reader = httpx.Client(
        base_url=house.address, follow_redirects=True, timeout=60, headers={"Referer": f"{house.address}/"}
    )
    page = reader.get("/account/login/").text
    if who:
        person = re.search(rf'value="([0-9a-f-]+)">(?:(?!</button>).)*{who}', page, re.S)
        assert person, f"{who} is not on the demo's list"
        reader.post("/account/demo/", data={"person": person[1], "csrfmiddlewaretoken": _token(page)})
    _speak(reader, language)
    return reader


def _speak(reader: httpx.Client, language: str) -> None:
    token = _token(reader.get("/design/").text)
    reader.post("/appearance/", data={"language": language, "csrfmiddlewaretoken": token})


def _token(html: str) -> str:
    found = re.search(r'(?:csrfmiddlewaretoken" value="|X-CSRFToken": ?")(\w+)"', html)
    assert found, "the page has no form to take a token from"
    return found[1]


def _page(reader: httpx.Client, stop: Stop) -> str:
    answer = reader.get(stop.path)
    assert answer.status_code == stop.status, stop.name
    if not stop.follow:
        return answer.text
    links = re.findall(r'<a\b[^>]*\bhref="([^"]+)"', answer.text.split("<main")[1])
    return reader.get(next(link for link in links if re.search(stop.follow, link))).text


def _texts_of_the_other_language(language: str) -> set[str]:
    """What a page in ``language`` must never say: the catalogue's other side, where both sides differ."""
    entries = [e for e in polib.pofile(str(LOCALE / FRENCH)) if e.msgstr and "%" not in e.msgid]
    french, english = {e.msgstr for e in entries}, {e.msgid for e in entries}
    return english - french if language == "fr" else french - english


def _is_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    english, french = (sum(word in known for word in words) for known in (ENGLISH_WORDS, FRENCH_WORDS))
    return english >= 2 and english > french


def _heard(html: str) -> Iterator[str]:
    reader = _Reader()
    reader.feed(html)
    for text in reader.texts:
        if said := " ".join(text.split()):
            yield said


class _Reader(HTMLParser):
    """What is shown or read aloud, but for code and what says itself that it is in another language."""

    silent = frozenset({"script", "style", "code", "pre", "kbd", "template"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.skipping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = tag != "html" and ("lang" in given or given.get("translate") == "no")
        if self.skipping or tag in self.silent or foreign:
            if tag not in _VOID:
                self.skipping.append(tag)
            return
        self.texts += [given[name] or "" for name in _SPOKEN if name in given]

    def handle_endtag(self, tag: str) -> None:
        if self.skipping and tag in self.skipping:
            while self.skipping.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.texts.append(data)


_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
