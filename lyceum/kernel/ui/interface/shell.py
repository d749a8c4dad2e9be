"""The shell around a page: the menu of this caller, the theme, the organisation's colour."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.contribution import MenuEntry

THEMES = ("system", "light", "dark")
THEME_COOKIE = "lyceum_theme"
SECTIONS = {"main": "", "manage": _("Manage"), "account": _("Your account")}


@dataclass(frozen=True, slots=True)
class Link:
    label: Any
    url: str
    icon: str
    is_here: bool
    on_phone_bar: bool
    badge: str


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: Any
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Shell:
    theme: str
    sections: list[Section]
    realtime_url: str
    brand_url: str
    languages: list[tuple[str, Any]]

    @property
    def explicit_theme(self) -> str:
        """Empty for ``system``: then the style sheet asks the device."""
        return "" if self.theme == "system" else self.theme

    @property
    def dock(self) -> list[Link]:
        """At most four thumbs wide; the fifth place is the whole menu."""
        return [link for section in self.sections for link in section.links if link.on_phone_bar][:4]


def shell_of(request: HttpRequest) -> Shell:
    caller = getattr(request, "caller", None)
    return Shell(
        theme=theme_of(request),
        sections=sections_for(caller, request.get_full_path()),
        realtime_url=settings.REALTIME_URL,
        brand_url=_brand_url(getattr(request, "organisation", None)),
        languages=list(settings.LANGUAGES),
    )


def theme_of(request: HttpRequest) -> str:
    user = getattr(request, "user", None)
    chosen = user.theme if user is not None and user.is_authenticated else request.COOKIES.get(THEME_COOKIE)
    return chosen if chosen in THEMES else "system"


def sections_for(caller: Anyone | None, path: str) -> list[Section]:
    """The menu entries that this person may open, by section; the deepest match of the path is here."""
    reachable = [(entry, _address(entry)) for entry in registry.menu() if _is_for(entry, caller)]
    entries = [(entry, url) for entry, url in reachable if url]
    here = max((url for _entry, url in entries if path.startswith(url)), key=len, default="")
    counted = {name for room in registry.rooms().values() for name in room.badges}
    links: dict[str, list[Link]] = {name: [] for name in SECTIONS}
    for entry, url in entries:
        badge = slug_of(entry.url_name) if entry.url_name in counted else ""
        links[entry.section].append(Link(entry.label, url, entry.icon, url == here, entry.on_phone_bar, badge))
    return [Section(name, title, links[name]) for name, title in SECTIONS.items()]


def slug_of(url_name: str) -> str:
    """What marks a badge's places in the page: ``messaging:notices`` → ``messaging-notices``."""
    return url_name.replace(":", "-")


def _is_for(entry: MenuEntry, caller: Anyone | None) -> bool:
    """Outside an organisation there are only one's account and, for those who run the place, its engine room."""
    if not isinstance(caller, Individual) or (entry.for_operators and not caller.is_operator):
        return False
    if isinstance(caller, Caller):
        return not entry.permission or caller.may(entry.permission)
    return entry.section == "account" or entry.for_operators


def _address(entry: MenuEntry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:
        return ""


def _brand_url(organisation: Any) -> str:
    return f"{reverse('ui:brand')}?v={organisation.hue}" if organisation else ""
