"""Channels of a team's chat, by their incoming webhooks: Slack, Microsoft Teams, Mattermost and their like."""

from collections.abc import Callable
from typing import Any, Self

from lyceum.kernel.notifications.adapters.outside import post, refuse_no, walled_client
from lyceum.kernel.notifications.ports import CarrierRefused, Post


class Sender:
    def __enter__(self) -> Self:
        self.client = walled_client()
        return self

    def __exit__(self, *fault: object) -> None:
        self.client.close()

    def send(self, message: Post) -> str:
        if message.style not in SHAPES:
            raise CarrierRefused(f"no such chat: {message.style}")
        answer = post(self.client, message.address, json=SHAPES[message.style](message))
        refuse_no(answer, is_given=True)
        return ""


def _slack(message: Post) -> dict[str, Any]:
    """https://api.slack.com/messaging/webhooks; ``text`` is what a phone's notification shows."""
    title, text = _escaped(message.title), _escaped(message.text)
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"*{title}*\n{text}".strip()[:2900]}}
    ]
    if message.link:
        button = {"type": "button", "text": {"type": "plain_text", "text": message.button[:70]}, "url": message.link}
        blocks.append({"type": "actions", "elements": [button]})
    return {"text": title, "blocks": blocks}


def _escaped(text: str) -> str:
    """Slack reads three characters as its own; ``<!channel>`` in somebody's title must wake nobody."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _teams(message: Post) -> dict[str, Any]:
    """An Adaptive Card, as Teams' workflow "When a webhook request is received" takes it."""
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [
            {"type": "TextBlock", "text": _plain(message.title), "weight": "Bolder", "size": "Medium", "wrap": True},
            {"type": "TextBlock", "text": _plain(message.text), "wrap": True},
        ],
    }
    if message.link:
        card["actions"] = [{"type": "Action.OpenUrl", "title": message.button, "url": message.link}]
    return {
        "type": "message",
        "attachments": [
            {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
        ],
    }


def _mattermost(message: Post) -> dict[str, Any]:
    """https://developers.mattermost.com/integrate/webhooks/incoming/"""
    link = f"\n[{message.button}]({message.link})" if message.link else ""
    return {"text": f"**{_plain(message.title)}**\n{_plain(message.text)}{link}"}


def _plain(text: str) -> str:
    """Words that are read as Markdown stay the words they are, and ``@all`` calls nobody."""
    for sign in "\\`*_[]<>#~|":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("@", "@\u200b")


SHAPES: dict[str, Callable[[Post], dict[str, Any]]] = {"slack": _slack, "teams": _teams, "mattermost": _mattermost}
