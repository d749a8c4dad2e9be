"""When a worker counts as dead, and what becomes of the job it held."""

HEARTBEAT_SECONDS = 5.0
STALLED_AFTER_SECONDS = 20.0
MOST_ATTEMPTS = 8


def is_poison(attempts: int) -> bool:
    """A job that has taken worker after worker down with it is not put back for ever."""
    return attempts >= MOST_ATTEMPTS
