"""A small chart: numbers over time as the points of an SVG line."""

from collections.abc import Sequence


def curve(values: Sequence[float | None], width: int, height: int) -> list[str]:
    """``points`` attributes of the polylines, one per unbroken run; the highest value touches the top."""
    top = max((value for value in values if value is not None), default=0) or 1
    step = width / max(len(values) - 1, 1)
    lines: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            lines.append([])
        else:
            lines[-1].append(f"{index * step:.1f},{height - value / top * height:.1f}")
    return [" ".join(line) for line in lines if line]
