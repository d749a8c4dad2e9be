"""Two people with fake cameras: how they agree on a call, enter it, and what of each arrives at the other."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.journeys.visit import Visit

MINE = "document.querySelector('video-call').session"
_ARRIVED = f"""async () => {{
  const found = [];
  for (const peer of {MINE}.carrier?.peers.values() ?? []) {{
    const each = {{ frames: 0, width: 0, voice: 0, ways: [] }};
    const stats = await peer.pc.getStats();
    stats.forEach((one) => {{
      if (one.type === "inbound-rtp" && one.kind === "video")
        [each.frames, each.width] = [one.framesDecoded, one.frameWidth];
      if (one.type === "inbound-rtp" && one.kind === "audio") each.voice = one.bytesReceived;
      if (one.type === "candidate-pair" && one.nominated && one.state === "succeeded")
        each.ways = [stats.get(one.localCandidateId).candidateType, stats.get(one.remoteCandidateId).candidateType];
    }});
    found.push(each);
  }}
  return found;
}}"""


def agree(asking: Visit, answering: Visit, answerer: str) -> str:
    """Proposed for a time so near that the room is open already, accepted; the address of the call."""
    asking.go("/ampere/appointments/new/")
    asking.page.locator("a[href*='/appointments/new/0']", has_text=answerer).first.click()
    page = asking.page
    page.locator("details.fold:has([name=time_1]) > summary").click()
    page.locator("[name=time_1]").fill(_soon().strftime("%Y-%m-%dT%H:%M"))
    page.locator("[name=title]").fill("Les vecteurs, encore")
    page.locator("main form:has([name=title])").evaluate("(form) => form.requestSubmit()")
    page.wait_for_url("**/appointments/0*/")
    path = page.url.removeprefix(asking.house.address)
    answering.go(path)
    answering.page.locator("form[action$='/acceptance/'] button").first.click()
    address = answering.page.locator("main a[href*='/calls/']").first.get_attribute("href")
    assert address
    return address


def want_to_be_told(somebody: Visit, path: str) -> None:
    """Of this appointment, at the next full minute: reminders are chosen in minutes before it begins."""
    found = somebody.page.request.get(somebody.house(path.replace("/ampere/", "/ampere/api/v1/").rstrip("/"))).json()
    ahead = datetime.fromisoformat(found["starts_at"]) - datetime.now(UTC) - timedelta(seconds=2)
    somebody.put("/ampere/api/v1/reminders", {"minutes": [ahead // timedelta(minutes=1)]})


def reminders_told(somebody: Visit) -> int:
    found = somebody.page.request.get(somebody.house("/ampere/api/v1/notifications")).json()
    return sum(each["kind"] == "calendar.reminder" for each in found["items"])


def _soon() -> datetime:
    """By the clock of a lycée in France, at a multiple of five minutes: in two to seven minutes."""
    earliest = datetime.now(ZoneInfo("Europe/Paris")) + timedelta(minutes=3)
    return earliest + timedelta(minutes=-earliest.minute % 5, seconds=-earliest.second)


def press(page: Page, act: str) -> None:
    """A button of the call that can be seen."""
    page.locator(f"video-call [data-act={act}]:visible").first.click()


def expect_state(page: Page, state: str) -> None:
    expect(page.locator("video-call")).to_have_attribute("data-state", state)


def arrived(page: Page) -> list[dict[str, Any]]:
    """Of each other person: frames drawn, their width, bytes of voice, and by which kinds of candidates."""
    found: list[dict[str, Any]] = page.evaluate(_ARRIVED)
    return found


def wait_for_media(page: Page, *, frames: int = 10, patience: float = 40) -> dict[str, Any]:
    """Until so many more frames have come, and voice with them."""
    before = {"frames": -1, "voice": 0}
    for _ in range(int(patience * 4)):
        [found, *_others] = arrived(page) or [{"frames": 0, "voice": 0, "ways": []}]
        if before["frames"] < 0:
            before = found
        if found["frames"] >= before["frames"] + frames and found["voice"] > 0 and found["ways"]:
            return found
        page.wait_for_timeout(250)
    raise AssertionError(f"too little came: {arrived(page)}")
