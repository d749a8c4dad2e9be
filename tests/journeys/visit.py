"""Somebody at a browser: what they do, and everything that went wrong while they did it."""

import re
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

from tests.journeys.house import House

PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
_CODE = re.compile(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", re.M)
_LINK = re.compile(r"https?://\S+/invitations/\S+")
_ORDER = re.compile(r"https?://\S+/orders/\S+")


class Visit:
    """One person's browser. ``troubles`` collects console errors, server errors and requests to other hosts."""

    def __init__(self, context: BrowserContext, house: House, language: str) -> None:
        self.context, self.house, self.language = context, house, language
        self.troubles: list[str] = []
        self.expected: set[int] = set()
        context.set_default_timeout(PATIENCE)
        context.on("console", self._heard)
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("weberror", lambda error: self.troubles.append(f"script error: {error.error}"))
        self.page: Page = context.new_page()

    def say(self, message: str, **values: object) -> str:
        """As the pages say it in this visitor's language."""
        with translation.override(self.language):
            text = gettext(message)
        return text % values if values else text

    def go(self, path: str) -> Page:
        self.page.goto(self.house(path))
        return self.page

    def click(self, message: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=self.say(message), exact=True).first.click()  # type: ignore[arg-type]

    def fill(self, message: str, text: str) -> None:
        self.field(message).fill(text)

    def field(self, message: str) -> Locator:
        """By its label, which may say besides that the field is optional."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(self.say(message))}(\s*\(|\s*$)"))

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", name=text)

    def sign_in(self, name: str) -> None:
        """As one of the demo's people, by one click."""
        self.go("/account/login/")
        somebody = self.page.locator("button.demo-person", has_text=name)
        if not somebody.is_visible():
            self.page.locator(".demo-people-more > summary").click()
        somebody.click()
        self.page.wait_for_url(re.compile(r"^(?!.*/account/)"))

    def speak(self, language: str) -> None:
        """Ask for the pages in this language, as the switch at their head does."""
        self.language = language
        token = self.page.context.request.get(self.house("/design/")).text()
        csrf = re.search(r'X-CSRFToken": "(\w+)"', token) or re.search(r'csrfmiddlewaretoken" value="(\w+)"', token)
        assert csrf
        self.page.context.request.post(
            self.house("/appearance/"),
            form={"language": language, "csrfmiddlewaretoken": csrf[1]},
            headers={"Referer": self.house("/")},
        )

    def put(self, path: str, told: dict[str, Any]) -> None:
        """By REST, as the page that stands open would."""
        headers = self.page.evaluate("() => JSON.parse(document.body.getAttribute('hx-headers:inherited'))")
        headers["Referer"] = self.house("/")
        answer = self.page.request.put(self.house(path), data=told, headers=headers)
        assert answer.ok, answer.text()

    def settle(self) -> None:
        """Until everything that the page asked for by itself is there."""
        self.page.wait_for_load_state("load")
        self.page.wait_for_timeout(100)
        self.page.wait_for_function("() => !document.querySelector('.htmx-request, [hx-trigger^=load] .skeleton')")

    def code_sent_to(self, email: str) -> str:
        return self._in_newest_letter(email, _CODE)

    def invitation_sent_to(self, email: str) -> str:
        return self._in_newest_letter(email, _LINK)

    def order_sent_to(self, email: str) -> str:
        return self._in_newest_letter(email, _ORDER)

    def leave(self, picture: Path) -> None:
        if self.troubles:
            self.page.screenshot(path=picture)
        self.context.close()

    def _in_newest_letter(self, email: str, wanted: re.Pattern[str]) -> str:
        """Read at the outbox, in a tab of its own; the worker may take a moment to send it."""
        tab = self.context.new_page()
        try:
            tab.goto(self.house(f"/outbox/?recipient={email}"))
            letters = tab.locator("main ul.list a")
            text = ""
            for _ in range(40):
                if letters.count():
                    letters.first.click()
                    text = tab.locator("main pre").inner_text()
                    if wanted.search(text):
                        break
                    tab.go_back()
                tab.wait_for_timeout(250)
                tab.reload()
        finally:
            tab.close()
        found = wanted.search(text)
        assert found, text
        return found[found.re.groups]

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._was_expected(message.text):
            self.troubles.append(f"console, {message.page and message.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        ours = self.house.address.split("//")[1].split(":")[0]
        if not re.match(rf"(https?|wss?)://{ours}[:/]|data:|blob:|about:", request.url):
            self.troubles.append(f"a request to another host: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.troubles.append(f"{response.status} at {response.request.method} {response.url}")

    def _was_expected(self, text: str) -> bool:
        return any(f"status of {status} " in text for status in self.expected)
