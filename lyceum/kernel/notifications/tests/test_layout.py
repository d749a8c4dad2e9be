"""The layout of letters: what mail readers, dark rooms and bad eyes make of it."""

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from lyceum.kernel.foundation.rules.colour import Paint
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.actions.letter import Letter, letter_mail
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Delivery, Notification
from lyceum.kernel.notifications.queries.composing import Frame, Written

pytestmark = pytest.mark.wish("J3", "J16")
WORDS = "Voyez https://example.org/plan?a=1&b=2 <script>.\n\nÀ demain."
FRAME = Frame(
    organisation="Lycée Ampère",
    logo="https://example.org/ampere/files/1/medium",
    greeting="Bonjour Ada,",
    link="https://example.org/ampere/notices/1/",
    button="Ouvrir",
    reason="Un avis est publié",
    settings="https://example.org/ampere/notifications/preferences/",
    stop="https://example.org/ampere/notifications/subscription/x/",
)
VOID = {"meta", "img", "br", "link", "hr"}


class Drawn(HTMLParser):
    """The letter as a reader sees it: each text with the colours around it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str, str, list[str]]] = []  # words, ink, paper, classes around them
        self.feed(html)
        assert self.open == []  # every table is closed

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        if data.strip() and "style" not in tags and "title" not in tags:
            classes = [name for _, attrs in self.open for name in (attrs.get("class") or "").split()]
            self.texts.append((data.strip(), self.around("color"), self.around("background-color"), classes))

    def around(self, name: str) -> str:
        for _, attrs in reversed(self.open):
            found = re.search(rf"(?:^|;){name}:(#[0-9a-f]{{6}})", attrs.get("style") or "")
            if found:
                return found[1]
        raise AssertionError(f"no {name} around")


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def in_the_dark(html: str, ink: str, paper: str, classes: list[str]) -> tuple[str, str]:
    """The colours that the style sheet turns round when the reader's machine is dark."""
    sheet = html.split("@media (prefers-color-scheme:dark){")[1].split("@media")[0]
    for selectors, rules in re.findall(r"([^{}]+)\{([^}]+)\}", sheet):
        names = {selector.strip().split()[0].removeprefix(".") for selector in selectors.split(",")}
        if names & set(classes):
            colours = dict(re.findall(r"(color|background-color):(#[0-9a-f]{6})", rules))
            ink, paper = colours.get("color", ink), colours.get("background-color", paper)
    return ink, paper


def letters() -> dict[str, str]:
    code = Letter("Votre code", ["Entrez-le."], code="123-456", facts=[("Où", "Paris")], note="Ce n’est pas vous ?")
    return {
        "told": FRAME.drawn("Un avis", WORDS),
        "plain": Frame().drawn("Un code", "123-456"),
        "code": str(letter_mail(code, "ada@example.org").alternatives[0][0]),
    }


@pytest.mark.parametrize("name", ["told", "plain", "code"])
def test_every_word_can_be_read_by_day_and_by_night(name: str) -> None:
    html = letters()[name]
    visible = [text for text in Drawn(html).texts if "m-page" in text[3] and "&#847;" not in text[0]]
    assert len(visible) > 2
    for words, ink, paper, classes in visible:
        if words.startswith(("Voyez https", "Entrez-le", "123-456")) and ink == paper:
            continue  # the line that a list of mails shows, and nobody sees in the letter
        assert contrast(ink, paper) >= 4.5, (words, ink, paper)
        ink, paper = in_the_dark(html, ink, paper, classes)
        if "m-button" not in classes:
            assert contrast(ink, paper) >= 4.5, (words, ink, paper, "in the dark")


@pytest.mark.parametrize("hue", range(0, 360, 5))
def test_the_colour_of_every_organisation_can_be_read(hue: int) -> None:
    paint = Paint.of(hue)
    for paper in ("#ffffff", "#f4f1ea"):
        assert contrast(paint.colour, paper) >= 4.5
    for night in ("#17181d", "#22242b"):
        assert contrast(paint.in_the_dark, night) >= 4.5


def test_outlook_and_phones_get_what_they_need() -> None:
    html = letters()["told"]
    drawn = Drawn(html)
    assert html.count("<!--[if mso]>") == html.count("<![endif]-->") == 5
    assert {a.get("role") for tag, a in drawn.tags if tag == "table"} == {"presentation"}
    widths = [int(found) for found in re.findall(r'(?:width="|max-width:)(\d+)(?:px)?[";]', html)]
    assert max(widths) == 600
    metas = {a.get("name"): a.get("content") for tag, a in drawn.tags if tag == "meta"}
    assert (metas["color-scheme"], metas["supported-color-schemes"]) == ("light dark", "light dark")
    assert not {"script", "form", "video", "iframe", "link", "svg"} & {tag for tag, _ in drawn.tags}
    headings = [tag for tag, _ in drawn.tags if re.fullmatch(r"h\d", tag)]
    assert headings == ["h1"]
    assert len(html.encode()) < 102_000  # Gmail cuts off what is longer


def test_the_only_picture_is_the_organisation_s_logo_and_it_has_a_name() -> None:
    pictures = [attrs for tag, attrs in Drawn(letters()["told"]).tags if tag == "img"]
    assert [(attrs["src"], attrs["alt"]) for attrs in pictures] == [(FRAME.logo, "Lycée Ampère")]
    for name in ("plain", "code"):
        assert "<img" not in letters()[name]
        assert "url(" not in letters()[name]


def test_words_are_escaped_and_their_addresses_are_links() -> None:
    html = letters()["told"]
    assert '<a style="color:' in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert 'href="https://example.org/plan?a=1&amp;b=2"' in html
    paragraphs = re.findall(r'<p style="margin:0 0 14px">', html)
    assert len(paragraphs) == 3


def test_a_list_of_mails_shows_the_first_words() -> None:
    html = letters()["told"]
    hidden = html.split('<div style="display:none')[1].split("</div>")[0]
    assert "Voyez https://example.org/plan" in hidden


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_letter_says_its_language_and_has_the_same_words_as_text(world: World, language: str) -> None:
    person = world.members[Role.STUDENT].person
    person.language = language
    world.ampere.logo_id = new_identifier()
    notification = Notification(
        organisation=world.ampere, person=person, kind="notifications.welcome", key="1", path="/today/"
    )
    written = Written.of(Delivery(organisation=world.ampere, person=person, notification=notification, channel="email"))
    said = {"en": ("Welcome to Lycée Ampère", "Open in Lyceum"), "fr": ("Bienvenue", "Ouvrir dans Lyceum")}[language]
    assert f'<html lang="{language}"' in written.html
    assert said[0] in written.subject
    assert said[1] in written.html
    assert said[1] in written.text
    assert f"/ampere/files/{world.ampere.logo_id}/medium" in written.html
    assert "http://localhost:8000/ampere/today/" in written.text
    assert "List-Unsubscribe" in written.headers
    links = re.findall(r'href="([^"]+)"', written.html)
    assert all(link.startswith("http://localhost:8000/ampere/") for link in links)
    assert all(one != other for one, other in pairwise(links))


def test_the_layout_stands_alone() -> None:
    with translation.override("en"):
        assert "Lyceum" in render_to_string("ui/mail/layout.html", {"colour": "#333333", "colour_dark": "#cccccc"})
