"""Steps that wait for one another must not do so in a circle."""

from collections.abc import Collection, Mapping
from typing import TypeVar

Step = TypeVar("Step")


def circle_in(requires: Mapping[Step, Collection[Step]]) -> tuple[Step, ...]:
    """The steps of a circle, each required by the one before it; empty when there is none.

    What is required and is no key holds nobody back.
    """
    done: set[Step] = set()
    for start in requires:
        walk: list[tuple[Step, list[Step]]] = [(start, list(requires[start]))] if start not in done else []
        while walk:
            step, left = walk[-1]
            if not left:
                done.add(step)
                walk.pop()
                continue
            following = left.pop(0)
            path = [one for one, _ in walk]
            if following in path:
                return tuple(path[path.index(following) :])
            if following in requires and following not in done:
                walk.append((following, list(requires[following])))
    return ()
