"""Whom something is for: everyone of the organisation, or whoever bears one of its marks.

A mark is a short text (``group:<id>``, ``role:<role>``, ``permission:<code>``, ``person:<id>``). A row keeps its
audience as an array of marks, so that the database answers with one overlap; an empty array means everyone.
A group that is deleted leaves a mark that nobody bears: what was for it opens to nobody else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Audience:
    group_ids: frozenset[UUID] = frozenset()
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[str] = frozenset()
    person_ids: frozenset[UUID] = frozenset()

    @classmethod
    def of(cls, marks: Iterable[str]) -> Self:
        """The audience that ``marks()`` came from. Raises ValueError on a mark of no known form."""
        named: dict[str, set[str]] = {"group": set(), "role": set(), "permission": set(), "person": set()}
        for mark in marks:
            kind, _, name = mark.partition(":")
            if kind not in named:
                raise ValueError(f"no such mark: {mark}")
            named[kind].add(name)
        return cls(
            frozenset(map(UUID, named["group"])),
            frozenset(map(Role, named["role"])),
            frozenset(named["permission"]),
            frozenset(map(UUID, named["person"])),
        )

    @property
    def is_everyone(self) -> bool:
        return not (self.group_ids or self.roles or self.permissions or self.person_ids)

    def marks(self) -> list[str]:
        return sorted(
            _marks(group=self.group_ids, role=self.roles, permission=self.permissions, person=self.person_ids)
        )

    def admits(self, caller: Caller) -> bool:
        return self.is_everyone or not set(self.marks()).isdisjoint(marks_of(caller))


def marks_of(caller: Caller) -> list[str]:
    """Every mark that this caller bears."""
    return sorted(
        _marks(
            group=caller.group_ids,
            role=caller.roles,
            permission=caller.permissions,
            person=frozenset({caller.person_id}),
        )
    )


def _marks(**named: frozenset[UUID] | frozenset[Role] | frozenset[str]) -> Iterable[str]:
    return (f"{kind}:{name}" for kind, names in named.items() for name in names)
