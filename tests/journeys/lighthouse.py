"""Lighthouse, as Chrome's own developer tools run it: a page's marks, and what keeps them down."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lyceum.project.start import assets
from tests.journeys.conftest import CHROMIUM

_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"
_SHOWN = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


@dataclass(frozen=True, slots=True)
class Marks:
    """Performance and accessibility from 0 to 1; ``shown``: what the former is made of, in Lighthouse's own words."""

    performance: float
    accessibility: float
    shown: tuple[str, ...]
    faults: tuple[str, ...]


def marks_of(address: str, profile: Path, *, desktop: bool = False) -> Marks:
    """Of one load with an empty cache, on Lighthouse's phone: slow 4G, a processor four times as slow as this one.

    ``profile``: a browser's folder, in which somebody may have signed in before.
    """
    report = profile.with_suffix(".json")
    command = [
        *assets.node(),
        str(assets.MODULES / "lighthouse" / "cli" / "index.js"),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        "--only-categories=performance,accessibility",
        "--throttling-method=simulate",
        f"--chrome-flags={_FLAGS} --user-data-dir={profile}",
        *(["--preset=desktop"] if desktop else []),
    ]
    environment = os.environ | {"CHROME_PATH": CHROMIUM, "LIGHTHOUSE_NO_UPDATE": "1"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, check=False)
    if done.returncode:
        raise RuntimeError(f"Lighthouse could not read {address}:\n{done.stderr[-3000:]}")
    return _read(json.loads(report.read_text()))


def _read(report: dict[str, Any]) -> Marks:
    audits, categories = report["audits"], report["categories"]
    if report.get("runtimeError"):
        raise RuntimeError(report["runtimeError"]["message"])
    if report["finalDisplayedUrl"] != report["requestedUrl"]:
        raise RuntimeError(f"{report['requestedUrl']} led to {report['finalDisplayedUrl']}")
    return Marks(
        categories["performance"]["score"],
        categories["accessibility"]["score"],
        tuple(audits[name]["displayValue"].replace("\xa0", " ") for name in _SHOWN),
        tuple(
            part["id"]
            for part in categories["accessibility"]["auditRefs"]
            if part["weight"] and audits[part["id"]]["score"] == 0
        ),
    )
