"""What makes two conversations the same one."""

from uuid import UUID


def direct_key(one: UUID, other: UUID, about: tuple[str, UUID] | None = None) -> str:
    """Of two people, whoever began; of each thing they talk about, a conversation of its own."""
    low, high = sorted((one, other))
    return f"direct:{low}:{high}" + (f":{about[0]}:{about[1]}" if about else "")


def group_key(group_id: UUID) -> str:
    return f"group:{group_id}"


def about_key(kind: str, thing_id: UUID) -> str:
    return f"about:{kind}:{thing_id}"


def support_key(person_id: UUID) -> str:
    return f"support:{person_id}"
