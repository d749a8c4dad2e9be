"""Percentiles from counted buckets, as Prometheus reckons them: linear inside the bucket."""

from collections.abc import Sequence

Bucket = tuple[float, float]  # (upper bound in seconds, how many were at most that): bounds rise, counts never fall


def percentile(buckets: Sequence[Bucket], share: float) -> float | None:
    """``percentile(buckets, 0.95)`` in seconds; None when nothing was counted. The last bound may be infinite."""
    total = buckets[-1][1] if buckets else 0
    if total <= 0:
        return None
    rank, low, below = share * total, 0.0, 0.0
    for bound, count in buckets:
        if count >= rank:
            if bound == float("inf"):
                return low
            inside = count - below
            return low + (bound - low) * ((rank - below) / inside if inside else 1.0)
        low, below = bound, count
    return low
