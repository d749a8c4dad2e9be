"""The port's one contract, against every adapter."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from lyceum.kernel.ai.ports import Capabilities, Provider, ProviderFault, Question, Tally, provider
from lyceum.kernel.ai.rules.event import Fault
from lyceum.kernel.ai.rules.prompt import Turn
from lyceum.kernel.ai.rules.vendor import CHOSEN, EMBEDS, Connection, Vendor
from lyceum.kernel.ai.tests.dialects import TOKENS_IN, TOKENS_OUT
from lyceum.kernel.ai.tests.loopback import ANSWER, Loopback, loopback

pytestmark = pytest.mark.wish("D1", "D2", "D3", "D4", "D33", "P16")
KEY = "sk-a-secret"
QUESTION = Question("Réponds en français.", (Turn("Bonjour"), Turn("Bonjour !", by_model=True), Turn("Que vaut I ?")))
every_vendor = pytest.mark.parametrize("vendor", CHOSEN)


@dataclass
class Item:
    question: str
    page: int


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with loopback() as running:
        yield running


def connected(server: Loopback, vendor: Vendor, model: str, embedding_model: str = "") -> Provider:
    address = server.address + ("/v1" if vendor in {Vendor.OPENAI, Vendor.COMPATIBLE} else "")
    return provider(Connection(vendor, model, embedding_model, address, KEY, is_local_allowed=True))


def until_fault(asked: Provider, question: Question) -> tuple[list[str | Tally], Fault]:
    heard = []
    try:
        for delta in asked.stream(question):
            heard.append(delta)
    except ProviderFault as caught:
        return heard, caught.fault
    raise AssertionError(f"no fault after {heard}")


@every_vendor
def test_words_stream_in_and_are_counted(server: Loopback, vendor: Vendor) -> None:
    heard = list(connected(server, vendor, "well").stream(QUESTION))
    assert heard == [*ANSWER, Tally(TOKENS_IN, TOKENS_OUT)]
    path, body, key = server.asked[-1]
    assert (path, key) == ("/v1/messages" if vendor is Vendor.ANTHROPIC else "/v1/chat/completions", KEY)
    assert [m["role"] for m in body["messages"] if m["role"] != "system"] == ["user", "assistant", "user"]


@every_vendor
def test_an_answer_that_reaches_its_longest_length_says_so(server: Loopback, vendor: Vendor) -> None:
    *_, tally = connected(server, vendor, "long").stream(QUESTION)
    assert tally == Tally(TOKENS_IN, TOKENS_OUT, is_whole=False)


@every_vendor
@pytest.mark.parametrize(
    ("mood", "fault"),
    [
        ("refuses", Fault.REFUSED),
        ("busy", Fault.BUSY),
        ("fails", Fault.DOWN),
        ("unknown", Fault.UNFIT),
        ("too-long", Fault.UNFIT),
    ],
)
def test_a_refusal_is_told_apart_and_tried_once(server: Loopback, vendor: Vendor, mood: str, fault: Fault) -> None:
    before = len(server.asked)
    with pytest.raises(ProviderFault) as caught:
        list(connected(server, vendor, mood).stream(QUESTION))
    assert caught.value.fault is fault
    assert (len(server.asked) - before, KEY in str(caught.value)) == (1, False)


@every_vendor
@pytest.mark.parametrize("mood", ["cuts", "ends-early", "malformed"])
def test_what_was_said_before_a_break_is_heard(server: Loopback, vendor: Vendor, mood: str) -> None:
    heard, fault = until_fault(connected(server, vendor, mood), QUESTION)
    assert heard == ANSWER[: 1 if mood == "malformed" else 2]
    assert fault in {Fault.BROKEN, Fault.DOWN}


@every_vendor
@pytest.mark.parametrize(("mood", "heard"), [("hangs", 0), ("stalls", 2)])
def test_silence_ends(server: Loopback, vendor: Vendor, mood: str, heard: int) -> None:
    patient = Question("", QUESTION.turns, first_word_seconds=0.5, silence_seconds=0.3)
    words, fault = until_fault(connected(server, vendor, mood), patient)
    assert (fault, words) == (Fault.SLOW, ANSWER[:heard])


@every_vendor
def test_a_server_that_is_not_there_is_down(vendor: Vendor) -> None:
    gone = provider(Connection(vendor, "well", "", "http://127.0.0.1:9/v1", KEY, is_local_allowed=True))
    with pytest.raises(ProviderFault) as caught:
        list(gone.stream(QUESTION))
    assert caught.value.fault is Fault.DOWN


@every_vendor
def test_a_draft_is_an_object_of_the_schema(server: Loopback, vendor: Vendor) -> None:
    made, tally = connected(server, vendor, "well").structured(QUESTION, Item)
    assert (made, tally) == (Item("Que vaut I ?", 12), Tally(TOKENS_IN, TOKENS_OUT))


@every_vendor
def test_a_draft_that_never_fits_is_broken(server: Loopback, vendor: Vendor) -> None:
    before = len(server.asked)
    with pytest.raises(ProviderFault) as caught:
        connected(server, vendor, "misfits").structured(QUESTION, Item)
    assert (caught.value.fault, len(server.asked) - before) == (Fault.BROKEN, 2)


@pytest.mark.parametrize("vendor", [vendor for vendor in CHOSEN if vendor in EMBEDS])
def test_each_text_has_its_vector(server: Loopback, vendor: Vendor) -> None:
    embedder = connected(server, vendor, "", "vectors")
    assert embedder.capabilities == Capabilities(embeds=True)
    assert embedder.embed(["ab", "abc"], 5) == ([[2, 0, 0.5], [3, 1, 0.5]], Tally(TOKENS_IN))
    with pytest.raises(ProviderFault, match="broken"):
        connected(server, vendor, "", "forgets").embed(["ab", "abc"], 5)
    with pytest.raises(ProviderFault, match="slow"):
        connected(server, vendor, "", "hangs").embed(["ab"], 0.2)


def test_the_embedded_one_declares_that_it_writes_nothing() -> None:
    none = provider(Connection(Vendor.EMBEDDED))
    assert none.capabilities == Capabilities()
    for ask in (lambda: none.stream(QUESTION), lambda: none.structured(QUESTION, Item), lambda: none.embed(["a"], 1)):
        with pytest.raises(ProviderFault, match="unfit: no model"):
            ask()


def test_an_address_in_our_own_network_is_not_reached(server: Loopback) -> None:
    before = len(server.asked)
    for address in (server.address, "http://localhost:1/v1", "http://[::1]:1/v1"):
        walled = provider(Connection(Vendor.COMPATIBLE, "well", "", address, KEY))
        with pytest.raises(ProviderFault, match="unfit: not a public address"):
            list(walled.stream(QUESTION))
    assert len(server.asked) == before


def test_a_redirection_is_not_followed_with_the_key(server: Loopback) -> None:
    with pytest.raises(ProviderFault):
        list(connected(server, Vendor.COMPATIBLE, "redirects").stream(QUESTION))
    assert [path for path, _, _ in server.asked if path == "/elsewhere"] == []


def test_who_stops_listening_ends_the_call(server: Loopback) -> None:
    hearing = connected(server, Vendor.COMPATIBLE, "steady").stream(QUESTION)
    assert next(iter(hearing)) == ANSWER[0]
    hearing.close()  # type: ignore[attr-defined]
    assert list(hearing) == []


def test_a_connection_does_not_show_its_key() -> None:
    assert KEY not in repr(Connection(Vendor.OPENAI, "gpt-4o", "", "", KEY))
