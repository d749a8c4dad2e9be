"""Whether a choice of seats leaves one alone, and for whom a choice is made."""

from collections.abc import Collection, Sequence

from lyceum.domains.events.rules.seating import Point, Spot, best_seats, orphans


def left_alone(
    all_spots: Sequence[Spot], open_spots: Sequence[Spot], taken: set[str], chosen: Collection[str], focus: Point
) -> list[Spot]:
    """The seats that this choice leaves alone, where as many others together would leave fewer.

    ``open_spots``: those that could have been chosen instead.
    """
    alone = orphans(all_spots, taken, set(chosen))
    if not alone:
        return []
    instead = {spot.key for spot in best_seats(open_spots, taken, len(chosen), focus)}
    fewer = instead and len(orphans(all_spots, taken, instead)) < len(alone)
    return alone if fewer else []
