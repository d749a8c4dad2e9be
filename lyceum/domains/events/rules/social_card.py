"""What stands on the picture that a link to an event unfolds into, in a chat or on a wall."""

from dataclasses import dataclass

SIZE = (1200, 630)  # what https://ogp.me readers cut to


@dataclass(frozen=True, slots=True)
class SocialCard:
    """In the words of one language. ``hue``: of the organiser's colour."""

    title: str
    when: str
    where: str
    organiser: str
    hue: int
