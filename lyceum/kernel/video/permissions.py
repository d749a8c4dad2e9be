from lyceum.kernel.video.models import Seat


def may_host(seat: Seat) -> bool:
    """Admit, mute, remove, lower hands, change the door, close; and see who attended."""
    return seat.is_host
