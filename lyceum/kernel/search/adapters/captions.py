"""Subtitles of a video (WebVTT, SRT): a minute is a page, its label the time at which it begins."""

import re
from collections.abc import Iterator
from pathlib import Path

from lyceum.kernel.search.adapters.text import decoded
from lyceum.kernel.search.rules.reading import PageText, Reason, Unreadable

_TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})[.,]\d{3}\s+-->")
_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")


class CaptionsReader:
    def pages(self, path: Path) -> Iterator[PageText]:
        minutes: dict[int, list[str]] = {}
        for minute, line in _said(decoded(path)):
            minutes.setdefault(minute, []).append(line)
        if not minutes:
            raise Unreadable(Reason.EMPTY)
        for number, (minute, lines) in enumerate(minutes.items(), 1):
            yield PageText(number, f"{minute // 60}:{minute % 60:02}:00", "\n".join(dict.fromkeys(lines)))


def _said(text: str) -> Iterator[tuple[int, str]]:
    for cue in re.split(r"\n\s*\n", text):
        time = _TIME.search(cue)
        if time:
            minute = int(time[1] or 0) * 60 + int(time[2])
            for line in cue[time.end() :].split("\n")[1:]:
                if said := _TAG.sub("", line).strip():
                    yield minute, said


def connect() -> CaptionsReader:
    return CaptionsReader()
