from enum import StrEnum


class Visibility(StrEnum):
    """Who may see a file."""

    PUBLIC = "public"  # anybody who has its address
    ORGANISATION = "organisation"  # its organisation's members
    GROUPS = "groups"  # members of the groups it names
    COMPANIONS = "companions"  # whoever shares an organisation with its owner
    PLACE = "place"  # whoever may see the thing that it lies in, as that thing's room says
    PRIVATE = "private"  # its owner
