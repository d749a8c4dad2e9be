"""The mesh: nothing to ask of anybody."""

from uuid import UUID

from lyceum.kernel.video.adapters.unled import Unled
from lyceum.kernel.video.models import Room
from lyceum.kernel.video.ports import Entry
from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.rules.size import MESH_MOST


class Mesh(Unled):
    most = MESH_MOST

    def entry(self, room: Room, person_id: UUID, role: SeatRole, name: str) -> Entry:
        return Entry("mesh")


def connect() -> Mesh:
    return Mesh()
