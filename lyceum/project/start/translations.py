"""Languages: English stands in the source, French in ``locale/``; the compiled form is made at every start.

``python -m lyceum.project.start.translations`` says what the French catalogue lacks (``bin/check`` asks it).
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import polib

LOCALE = Path(__file__).resolve().parents[3] / "locale"
FRENCH = Path("fr/LC_MESSAGES/django.po")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_TYPEWRITER = {
    "'": "an apostrophe is ’",
    '"': "quotation marks are « and »",
    "...": "an ellipsis is …",
}
_SPACE_BEFORE = re.compile(r"(?<=\w)( ?)[;:!?»](?=\s|$)|«(?![\u00a0\u202f])")


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Write the ``.mo`` beside each ``.po`` that is newer; several processes may start at once."""
    for source in locale.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        draft = target.with_suffix(f".{os.getpid()}")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(target)


def complaints() -> list[str]:
    """What a reader of French would meet in English, or badly set. Needs GNU gettext."""
    with TemporaryDirectory() as scratch:
        merged = _merged_with_source(Path(scratch))
        return [*_unfinished(merged), *(said for entry in merged if entry.msgstr for said in _faults(entry))]


def _merged_with_source(scratch: Path) -> polib.POFile:
    """A copy of the French catalogue, brought up to date with every string of today's source."""
    from django.core.management import call_command
    from django.test import override_settings

    copy = scratch / FRENCH
    copy.parent.mkdir(parents=True)
    shutil.copy(LOCALE / FRENCH, copy)
    with override_settings(LOCALE_PATHS=[scratch]):
        call_command("makemessages", locale=["fr"], no_obsolete=False, verbosity=0)
    return polib.pofile(str(copy))


def _unfinished(catalogue: polib.POFile) -> Iterator[str]:
    for entry in catalogue:
        if entry.obsolete:
            yield f"no longer in the source: {entry.msgid!r}"
        elif entry.fuzzy or not entry.translated():
            yield f"not translated: {entry.msgid!r}"


def _faults(entry: polib.POEntry) -> Iterator[str]:
    if sorted(_PLACEHOLDER.findall(entry.msgid)) != sorted(_PLACEHOLDER.findall(entry.msgstr)):
        yield f"other placeholders: {entry.msgid!r}"
    if entry.msgid.strip() == entry.msgid and entry.msgstr.strip() != entry.msgstr:
        yield f"stray space: {entry.msgstr!r}"
    prose = re.sub(r"<[^>]*>|https?:\S+", "", entry.msgstr)
    for wrong, right in _TYPEWRITER.items():
        if wrong in prose:
            yield f"{right}: {entry.msgstr!r}"
    if any(match[1] != "" or match[0] for match in _SPACE_BEFORE.finditer(prose)):
        yield f"needs a no-break space: {entry.msgstr!r}"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
    import django

    django.setup()
    found = complaints()
    print("\n".join(found) or "French is complete.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
