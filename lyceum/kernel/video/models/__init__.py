from lyceum.kernel.video.models.attendance import Attendance
from lyceum.kernel.video.models.room import Room
from lyceum.kernel.video.models.seat import Seat

__all__ = ["Attendance", "Room", "Seat"]
