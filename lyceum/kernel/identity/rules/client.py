"""What a person calls their browser: ``Firefox on Linux``. The rest of what it says of itself is not kept."""

import re

_PROGRAMS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS|Chromium)/"),
    ("Safari", r"Safari/"),
    ("curl", r"^curl/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("Mac", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


def client_named(user_agent: str) -> str:
    """``Chrome on Windows``; the first word of what an unknown program says; empty when it says nothing."""
    program, system = _first(_PROGRAMS, user_agent), _first(_SYSTEMS, user_agent)
    if program and system:
        return f"{program} on {system}"
    return program or system or user_agent.split(" ")[0].split("/")[0][:40]


def _first(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, user_agent)), "")
