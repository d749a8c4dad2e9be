"""A link to an event unfolds into a picture that says what, when and where."""

import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from lyceum.domains.events.actions.event import picture_event
from lyceum.domains.events.demo.drawing import picture
from lyceum.domains.events.models import EventState
from lyceum.domains.events.ports import painter
from lyceum.domains.events.rules.social_card import SIZE, SocialCard
from lyceum.domains.events.tests.shop import Shop, make_shop
from lyceum.kernel.foundation import scope

PAGE = "/scene/events/nuit-du-jazz/"


@pytest.fixture
def shop(db: None) -> Shop:
    return make_shop()


@pytest.mark.wish("H11")
def test_the_card_is_painted_in_the_language_of_the_page_and_sent_once(shop: Shop) -> None:
    page = Client(headers={"Accept-Language": "fr"}).get(PAGE).text
    (address,) = re.findall(r'<meta property="og:image" content="[^"]*(/scene/events/[^"]+)">', page)
    assert address == f"{PAGE}card.jpg?language=fr"
    french, english = Client().get(address), Client().get(f"{PAGE}card.jpg?language=en")
    assert (french["Content-Type"], french["Cache-Control"]) == ("image/jpeg", "public, max-age=3600")
    assert Image.open(BytesIO(french.content)).size == SIZE
    assert french.content != english.content
    again = Client().get(address, headers={"If-None-Match": french["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_another_picture_or_title_is_another_card(shop: Shop) -> None:
    seen = [Client().get(f"{PAGE}card.jpg").content]
    upload = BytesIO(picture("vinyl"))
    upload.name = "vinyl.jpg"  # type: ignore[attr-defined]  # as Django's uploads have one
    picture_event(shop.organiser, shop.event.id, upload)
    seen.append(Client().get(f"{PAGE}card.jpg").content)
    assert re.search(r'<div class="event-picture"><img src="/scene/files/[^"]+/large"', Client().get(PAGE).text)
    with scope.entered(shop.organisation.id):
        shop.event.refresh_from_db()
        shop.event.title, shop.event.edition = "Nuit blanche du jazz", shop.event.edition + 1
        shop.event.save()
    seen.append(Client().get(f"{PAGE}card.jpg").content)
    assert len(set(seen)) == 3


def test_a_draft_has_no_card_for_the_public(shop: Shop) -> None:
    with scope.entered(shop.organisation.id):
        shop.event.state = EventState.DRAFT
        shop.event.save()
    assert Client().get(f"{PAGE}card.jpg").status_code == 404


def test_a_title_that_fills_a_page_and_letters_that_are_not_ours_are_painted_too() -> None:
    long = SocialCard("Łódź 東京 " * 40, "Saturday", "A very long place " * 20, "An organiser with a name " * 10, 35)
    assert Image.open(BytesIO(painter().painted(long, b""))).size == SIZE
