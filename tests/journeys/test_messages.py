"""Two people at two browsers write to each other; the network goes and comes back; nothing is lost, nothing doubled."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys import inspection
from tests.journeys.house import House
from tests.journeys.visit import Visit

pytestmark = pytest.mark.journey
Visitors = Callable[..., Visit]
# What a page needs to have its socket taken from it, as by a process that is killed.
SOCKETS = """
window.sockets = [];
window.WebSocket = class extends window.WebSocket {
  constructor(...about) { super(...about); window.sockets.push(this); }
};
"""


def in_conversation(visit: Visitors, name: str, other: str, **browser: object) -> Visit:
    somebody = visit("fr", **browser)
    somebody.context.add_init_script(SOCKETS)
    somebody.sign_in(name)
    somebody.go("/ampere/messages/").locator("a.talk-row", has_text=other).click()
    somebody.page.wait_for_function("() => document.querySelector('message-thread')?.isLive")
    return somebody


def write(somebody: Visit, text: str) -> None:
    somebody.page.locator("textarea[name=body]").fill(text)
    somebody.page.locator(".composer-send").click()


def said(somebody: Visit, text: str) -> Locator:
    return somebody.page.locator(".message", has=somebody.page.locator(".bubble-text", has_text=text))


def offline(somebody: Visit, is_offline: bool) -> None:
    somebody.context.set_offline(is_offline)
    if is_offline:
        somebody.page.evaluate("() => window.sockets.forEach((socket) => socket.close())")


def forgive_the_network(somebody: Visit) -> None:
    lost = ("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "WebSocket connection", "htmx:error: Failed to fetch")
    somebody.troubles = [trouble for trouble in somebody.troubles if not any(words in trouble for words in lost)]


@pytest.mark.wish("I9", "I15", "I16")
def test_what_one_writes_the_other_reads_at_once(visit: Visitors) -> None:
    ines = in_conversation(visit, "Inès Lopez", "Karim Benali")
    karim = in_conversation(visit, "Karim Benali", "Inès Lopez", phone=True)
    karim.page.locator("textarea[name=body]").press_sequentially("Pour jeudi")
    expect(ines.page.locator(".typing")).to_contain_text("Karim Benali")
    karim.page.locator(".composer-send").click()
    arrived = said(ines, "Pour jeudi")
    expect(arrived).to_have_count(1)
    expect(ines.page.locator(".typing")).not_to_contain_text("Karim Benali")
    expect(said(karim, "Pour jeudi").locator(".bubble-state.is-seen")).to_be_visible()
    expect(karim.page.locator("textarea[name=body]")).to_be_focused()
    arrived.hover()
    arrived.locator(".message-more").click()
    ines.page.locator(".acts-marks [data-mark=thanks]").click()
    expect(said(karim, "Pour jeudi").locator(".reaction")).to_contain_text("1")
    arrived.locator(".message-more").focus()
    ines.page.keyboard.press("Enter")
    ines.page.locator("[data-act=reply]").focus()
    ines.page.keyboard.press("Enter")
    ines.page.keyboard.type("Je l’aurai")
    ines.page.keyboard.press("Shift+Enter")
    ines.page.keyboard.type("relue.")
    ines.page.keyboard.press("Enter")
    answer = said(karim, "Je l’aurai\nrelue.")
    expect(answer.locator(".quote")).to_contain_text("Pour jeudi")
    ines.page.keyboard.press("ArrowUp")
    ines.page.locator("textarea[name=body]").fill("Je l’aurai relue ce soir.")
    ines.page.keyboard.press("Enter")
    expect(said(karim, "Je l’aurai relue ce soir.")).to_contain_text(karim.say("edited"))
    mine = said(ines, "Je l’aurai relue ce soir.")
    mine.hover()
    mine.locator(".message-more").click()
    ines.page.locator(".acts form button").click()
    ines.page.locator("#confirm [data-answer=yes]").click()
    expect(karim.page.locator(".message.data-deleted, .message[data-deleted]").last).to_contain_text(
        karim.say("This message was deleted.")
    )
    assert inspection.faults(ines.page) == []


@pytest.mark.wish("I9")
def test_what_is_written_without_a_network_survives_a_reload_and_is_sent_once(visit: Visitors) -> None:
    ines = in_conversation(visit, "Inès Lopez", "Karim Benali")
    karim = in_conversation(visit, "Karim Benali", "Inès Lopez")
    ines.page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    ines.page.reload()
    ines.page.wait_for_function("() => !!navigator.serviceWorker.controller")
    ines.page.reload()  # with the worker in charge, so that it keeps the page
    ines.page.wait_for_function("() => document.querySelector('message-thread')?.isLive")
    offline(ines, True)
    for text in ("Dans le train.", "Et toujours sans réseau."):
        write(ines, text)
        expect(said(ines, text)).to_have_attribute("data-state", "waiting")
    ines.page.locator("textarea[name=body]").fill("Un brouillon")
    ines.page.reload()
    expect(said(ines, "Et toujours sans réseau.")).to_have_attribute("data-state", "waiting")
    expect(ines.page.locator("textarea[name=body]")).to_have_value("Un brouillon")
    write(karim, "Bien arrivée ?")
    expect(said(karim, "Bien arrivée ?")).to_have_count(1)
    offline(ines, False)
    expect(said(karim, "Et toujours sans réseau.")).to_have_count(1)
    expect(said(ines, "Bien arrivée ?")).to_have_count(1)
    expect(ines.page.locator(".message[data-state]")).to_have_count(0)
    for each in (ines, karim):
        each.page.reload()
        texts = each.page.locator(".messages .bubble-text").all_inner_texts()[-3:]
        assert texts == ["Bien arrivée ?", "Dans le train.", "Et toujours sans réseau."]
    forgive_the_network(ines)


@pytest.mark.wish("I9")
def test_what_was_said_while_the_socket_was_gone_is_there_when_it_is_back(visit: Visitors) -> None:
    ines = in_conversation(visit, "Inès Lopez", "Karim Benali")
    karim = in_conversation(visit, "Karim Benali", "Inès Lopez")
    for turn in range(5):
        ines.page.evaluate("() => window.sockets.at(-1).close()")
        write(karim, f"Coupure {turn}.")
        expect(said(karim, f"Coupure {turn}.").locator(".bubble-state")).to_be_visible()
    expect(said(ines, "Coupure 4.")).to_have_count(1, timeout=30_000)
    texts = ines.page.locator(".messages .bubble-text").all_inner_texts()[-5:]
    assert texts == [f"Coupure {turn}." for turn in range(5)]
    forgive_the_network(ines)


@pytest.mark.wish("I9")
def test_a_killed_realtime_process_loses_and_doubles_nothing(visit: Visitors, house: House) -> None:
    ines = in_conversation(visit, "Inès Lopez", "Karim Benali")
    karim = in_conversation(visit, "Karim Benali", "Inès Lopez")
    for turn in range(6):
        if turn == 2:
            house.kill("realtime")
        write(karim, f"Malgré tout {turn}.")
    for each in (ines, karim):
        expect(said(each, "Malgré tout 5.")).to_have_count(1, timeout=30_000)
        expect(each.page.locator(".message[data-state]")).to_have_count(0)
        each.page.wait_for_function("() => window.sockets.at(-1).readyState === WebSocket.OPEN", timeout=30_000)
    write(ines, "Je t’entends de nouveau.")
    expect(said(karim, "Je t’entends de nouveau.")).to_have_count(1)
    for each in (ines, karim):
        texts = each.page.locator(".messages .bubble-text").all_inner_texts()[-7:]
        assert texts == [*(f"Malgré tout {turn}." for turn in range(6)), "Je t’entends de nouveau."]
        forgive_the_network(each)


@pytest.mark.wish("I9")
def test_without_a_script_a_message_is_sent_by_a_form(visit: Visitors) -> None:
    louise = visit("fr", java_script_enabled=False)
    louise.sign_in("Inès Lopez")
    louise.go("/ampere/messages/").locator("a.talk-row", has_text="Club théâtre").click()
    louise.page.locator("textarea[name=body]").fill("Sans script.")
    louise.page.locator(".composer-send").click()
    sent = said(louise, "Sans script.")
    expect(sent).to_have_count(1)
    sent.locator(".message-more").click()
    louise.page.wait_for_url(re.compile(r"/messages/[\w-]+/messages/[\w-]+/$"))
    louise.page.locator("main button[name=mark]").first.click()
    expect(said(louise, "Sans script.").locator(".reaction")).to_have_count(1)


def test_a_page_of_one_message_is_accessible(visit: Visitors) -> None:
    ines = in_conversation(visit, "Inès Lopez", "Karim Benali")
    ines.page.goto(str(ines.page.locator(".is-own .message-more").first.evaluate("(link) => link.href")))
    assert inspection.faults(ines.page) == []
