"""What is pushed is shown by the browser, and a click leads to what it is about. The push service itself is not
reached: Chromium's own tools hand the message to the worker, as the service would."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visit import Visit

BROWSER = """() => {
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async (options) => ({ toJSON: () => ({
    endpoint: "https://push.invalid/journey", keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) } }) });
}"""
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map(({ title, body, tag, data }) => ({ title, body, tag, data }))"""
CLICK = """async () => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""


def deliver(page: Page, told: dict[str, Any]) -> None:
    """By the DevTools protocol, to the worker of this site."""
    tools, known = page.context.new_cdp_session(page), []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(event["registrations"]))
    tools.send("ServiceWorker.enable")
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_timeout(300)
    origin = page.evaluate("() => location.origin")
    ours = next(each["registrationId"] for each in known if each["scopeURL"].startswith(origin))
    tools.send("ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": ours, "data": json.dumps(told)})


def bodies_shown(page: Page, awaited: str) -> list[str]:
    """Once the awaited one is among them; a worker takes a moment to wake."""
    for _ in range(40):
        bodies = [each["body"] for each in page.evaluate(SHOWN)]
        if awaited in bodies:
            break
        page.wait_for_timeout(100)
    return bodies


@pytest.mark.journey
@pytest.mark.wish("J9")
def test_a_push_is_shown_once_and_its_click_opens_the_page(visit: Callable[..., Visit]) -> None:
    student = visit("fr")
    student.sign_in("Inès Lopez")
    student.context.grant_permissions(["notifications"])
    page = student.go("/ampere/today/")
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("() => !!navigator.serviceWorker.controller")
    told = {"id": "0192:one", "title": "Une annonce", "body": "La sortie", "url": "/ampere/notices/"}
    deliver(page, told)
    assert bodies_shown(page, "La sortie") == ["La sortie"]
    deliver(page, {**told, "id": "0192:two", "body": "La sortie, demain"})
    assert bodies_shown(page, "La sortie, demain") == ["La sortie, demain"]
    shown = page.evaluate(SHOWN)
    assert shown == [{"title": "Une annonce", "body": "La sortie, demain", "tag": "0192", "data": "/ampere/notices/"}]
    page.context.service_workers[0].evaluate(CLICK)
    page.wait_for_url("**/ampere/notices/")
    assert page.evaluate(SHOWN) == []


@pytest.mark.journey
@pytest.mark.wish("J5")
def test_a_browser_is_asked_on_a_click_only(visit: Callable[..., Visit]) -> None:
    student = visit("fr", phone=True)
    student.sign_in("Inès Lopez")
    student.context.grant_permissions(["notifications"])
    student.context.add_init_script(f"({BROWSER})()")
    page = student.go("/ampere/notifications/preferences/")
    student.click("Notify this device")
    expect(page.get_by_text(student.say("This device gets notifications from now on."))).to_be_visible()
    forget = page.get_by_role("button", name=student.say("Forget"))
    expect(forget).to_have_count(1)
    forget.click()
    expect(page.get_by_text(student.say("This device gets no more notifications."))).to_be_visible()
    expect(forget).to_have_count(0)
