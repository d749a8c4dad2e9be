"""What an organisation starts with, by its kind. Everything can be changed in its settings."""

from dataclasses import dataclass

from lyceum.kernel.foundation.rules.roles import Role

DOMAINS = ("learning", "penpal", "strength", "endurance", "events")
HUES = (262, 285, 315, 350, 25, 55, 90, 145, 175, 205, 230)  # of the colour choice, in oklch degrees


@dataclass(frozen=True, slots=True)
class Preset:
    domains: tuple[str, ...]
    member_role: Role


PRESETS = {
    "school": Preset(("learning", "penpal"), Role.STUDENT),
    "club": Preset(("strength", "endurance"), Role.ATHLETE),
    "studio": Preset(("learning", "events"), Role.LEARNER),
    "organiser": Preset(("events",), Role.ATTENDEE),
}
