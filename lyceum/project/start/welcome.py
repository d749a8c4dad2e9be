"""What ``bin/run`` shows once everything answers."""

import json
import os
from pathlib import Path

from lyceum.project.start import ports


def welcome(var: Path) -> str:
    site = os.environ.get("SITE_URL", f"http://localhost:{ports.web()}").rstrip("/")
    lines = ["", f"  Lyceum is open:  {site}/", ""]
    if accounts := _accounts(var):
        lines += [f"  Sign in with one click as any of these at {site}/account/login/", "", *accounts, ""]
    lines.append("  Ctrl-C stops everything.")
    return "\n".join([*lines, ""])


def _accounts(var: Path) -> list[str]:
    """As ``python -m lyceum demo`` left them."""
    file = var / "demo-accounts.json"
    if os.environ.get("LYCEUM_DEMO") != "1" or not file.exists():
        return []
    rows = [(a["name"], a["role"], a["organisation"], a["email"]) for a in json.loads(file.read_text())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["    " + "  ".join(f"{text:<{width}}" for text, width in zip(row, widths, strict=True)) for row in rows]
