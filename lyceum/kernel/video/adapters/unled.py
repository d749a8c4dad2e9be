from uuid import UUID

from lyceum.kernel.video.models import Room


class Unled:
    """Nothing to tell a server: in a mesh the others' browsers let go, elsewhere its own moderators act."""

    def expel(self, room: Room, connection_id: UUID) -> None:
        pass

    def close(self, room: Room) -> None:
        pass
