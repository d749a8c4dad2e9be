"""Distances on the globe, and the box that holds everything within one."""

import math
from dataclasses import dataclass

RADIUS = 6371.0088  # mean radius of the earth, kilometres (IUGG)
DEGREE = math.pi * RADIUS / 180  # kilometres in a degree of latitude


@dataclass(frozen=True, slots=True)
class Box:
    """``west > east`` where it lies across the line of dates."""

    south: float
    north: float
    west: float
    east: float


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres along a great circle, by the haversine (Sinnott, Sky and Telescope 68, 1984)."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((other_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))


def box_around(latitude: float, longitude: float, kilometres: float) -> Box:
    """Around a pole it holds every longitude."""
    angle = kilometres / RADIUS
    south, north = latitude - kilometres / DEGREE, latitude + kilometres / DEGREE
    if angle >= math.pi / 2 or south <= -90 or north >= 90:
        return Box(max(south, -90.0), min(north, 90.0), -180.0, 180.0)
    # Wider than at the middle: a circle touches its meridians north of its centre (Bronshtein, great circles).
    wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(latitude)))))
    return (
        Box(south, north, _turned(longitude - wide), _turned(longitude + wide)) if wide < 180 else _ring(south, north)
    )


def _ring(south: float, north: float) -> Box:
    return Box(south, north, -180.0, 180.0)


def _turned(longitude: float) -> float:
    return (longitude + 180) % 360 - 180
