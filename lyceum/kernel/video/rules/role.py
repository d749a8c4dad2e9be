from enum import StrEnum


class SeatRole(StrEnum):
    HOST = "host"
    GUEST = "guest"
