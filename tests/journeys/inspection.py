"""What every page must stand: axe without a finding, no sideways scroll at 320 px, both themes."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
NARROW = {"width": 320, "height": 720}
_RUN = """async () => {
  const found = await axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations", "incomplete"],
  });
  const place = (node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`;
  const told = (kind) => found[kind].map((rule) =>
    `${kind} ${rule.id}: ${rule.nodes.slice(0, 3).map(place).join(" | ")}`);
  return [...told("violations"), ...told("incomplete")];
}"""
_AT_REST = """async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let turn = 0; turn < 3 || (document.getAnimations().length && turn < 60); turn++) {
    for (const animation of document.getAnimations()) {
      try { animation.finish(); } catch { animation.cancel(); }
    }
    await frame();
  }
}"""
_OVERFLOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= window.innerWidth) return "";
  const beyond = (element) => element.getBoundingClientRect().right > window.innerWidth + 1;
  const wide = [...document.querySelectorAll("body *")].filter(beyond).slice(0, 3);
  return `${root.scrollWidth} px wide: ` + wide.map((e) => `${e.tagName.toLowerCase()}.${e.className}`).join(", ");
}"""


def faults(page: Page, *, themes: tuple[str, ...] = ("light", "dark"), narrow: bool = True) -> list[str]:
    """Of the page as it stands open; the viewport is put back afterwards."""
    found = []
    for theme in themes:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.evaluate(_AT_REST)
        found += [f"{theme}: {fault}" for fault in accessibility_faults(page)]
    if narrow and (wide := sideways_scroll(page)):
        found.append(f"at 320 px: {wide}")
    return found


def accessibility_faults(page: Page) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    told: list[str] = page.evaluate(_RUN)
    return told


def sideways_scroll(page: Page) -> str:
    before = page.viewport_size
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    try:
        page.evaluate(_AT_REST)  # sizes that go by the window are reckoned with the next frame
        wide: Any = page.evaluate(_OVERFLOW)
        return str(wide)
    finally:
        if before:
            page.set_viewport_size(before)


@cache
def _axe() -> str:
    return AXE.read_text()
