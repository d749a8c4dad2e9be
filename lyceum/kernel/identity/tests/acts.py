"""The acts of organisations, each by page, REST and GraphQL, and what must be true afterwards."""

import json
from collections.abc import Callable
from typing import Any

from django.test import Client

from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group, GroupMembership, Invitation, Membership, Organisation
from lyceum.kernel.identity.tests.factories import World

API = "/ampere/api/v1"
Door = Callable[[Client, Any], Any]


def rest(method: str, path: str, body: dict[str, Any] | None = None) -> Door:
    def go(browser: Client, ids: dict[str, Any]) -> Any:
        filled = {name: _filled(value, ids) for name, value in (body or {}).items()}
        address = API + path.format(**ids)
        return browser.generic(method, address, data=json.dumps(filled), content_type="application/json")

    return go


def page(method: str, path: str, data: dict[str, Any] | None = None) -> Door:
    def go(browser: Client, ids: dict[str, Any]) -> Any:
        address = "/ampere" + path.format(**ids)
        filled = {name: _filled(value, ids) for name, value in (data or {}).items()}
        return browser.post(address, filled) if method == "POST" else browser.delete(address)

    return go


def graph(mutation: str) -> Door:
    def go(browser: Client, ids: dict[str, Any]) -> Any:
        text = mutation.replace("{", "{{").replace("}", "}}").replace("<", "{").replace(">", "}").format(**ids)
        answer = browser.post("/ampere/graphql", {"query": f"mutation {text}"}, content_type="application/json")
        assert "errors" not in answer.json(), answer.json()
        return answer

    return go


def _filled(value: Any, ids: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_filled(item, ids) for item in value]
    return value.format(**ids) if isinstance(value, str) else value


def student_roles(world: World) -> Any:
    return Membership.objects.get(id=world.members[Role.STUDENT].id).roles


def is_suspended(world: World) -> Any:
    return Membership.objects.get(id=world.members[Role.STUDENT].id).suspended_at is not None


ACTS: dict[str, tuple[list[Door], Callable[[World], Any], Any]] = {
    "change the organisation": (
        [
            page(
                "POST",
                "/settings/",
                {
                    "name": "New",
                    "kind": "school",
                    "language": "fr",
                    "time_zone": "Europe/Paris",
                    "hue": "25",
                    "member_role": "student",
                },
            ),
            rest("PATCH", "/organisation", {"name": "New"}),
            graph('{ changeOrganisation(organisation: {name: "New"}) { name } }'),
        ],
        lambda world: Organisation.objects.get(id=world.ampere.id).name,
        "New",
    ),
    "change roles": (
        [
            page("POST", "/members/{student}/roles/", {"roles": ["learner"]}),
            rest("PUT", "/members/{student}/roles", {"roles": ["learner"]}),
            graph('{ changeRoles(id: "<student>", roles: ["learner"]) { roles } }'),
        ],
        student_roles,
        ["learner"],
    ),
    "suspend": (
        [
            page("POST", "/members/{student}/suspension/"),
            rest("PUT", "/members/{student}/suspension"),
            graph('{ suspendMember(id: "<student>") { state } }'),
        ],
        is_suspended,
        True,
    ),
    "remove": (
        [
            page("DELETE", "/members/{student}/"),
            rest("DELETE", "/members/{student}"),
            graph('{ removeMember(id: "<student>") }'),
        ],
        lambda world: Membership.objects.filter(id=world.members[Role.STUDENT].id).exists(),
        False,
    ),
    "set the end": (
        [
            page("POST", "/members/{student}/end/", {"last_day": "2040-05-01"}),
            rest("PUT", "/members/{student}/end", {"expires_at": "2040-05-01T12:00:00Z"}),
            graph('{ setEnd(id: "<student>", expiresAt: "2040-05-01T12:00:00Z") { expiresAt } }'),
        ],
        lambda world: Membership.objects.get(id=world.members[Role.STUDENT].id).expires_at.date().isoformat(),
        "2040-05-01",
    ),
    "give a title": (
        [
            page("POST", "/members/{student}/title/", {"title": "Delegate"}),
            rest("PUT", "/members/{student}/title", {"title": "Delegate"}),
            graph('{ setTitle(id: "<student>", title: "Delegate") { title } }'),
        ],
        lambda world: Membership.objects.get(id=world.members[Role.STUDENT].id).title,
        "Delegate",
    ),
    "hand over": (
        [
            page("POST", "/settings/ownership/", {"membership_id": "{teacher}"}),
            rest("PUT", "/organisation/owner", {"membership_id": "{teacher}"}),
            graph('{ handOverOwnership(membershipId: "<teacher>") }'),
        ],
        lambda world: Membership.objects.get(id=world.members[Role.TEACHER].id).roles,
        ["owner", "teacher"],
    ),
    "invite": (
        [
            page(
                "POST",
                "/invitations/new/",
                {"email": "zoe@example.org", "roles": ["learner"], "group_ids": ["{group}"]},
            ),
            rest("POST", "/invitations", {"email": "zoe@example.org", "roles": ["learner"]}),
            graph('{ invite(email: "zoe@example.org", roles: ["learner"], groupIds: ["<group>"]) { state } }'),
        ],
        lambda world: Invitation.objects.get(email="zoe@example.org").roles,
        ["learner"],
    ),
    "invite a list": (
        [
            page("POST", "/invitations/list/", {"content": "zoe@example.org,Zoé", "confirmed": "1"}),
            rest("POST", "/invitation-lists", {"content": "zoe@example.org,Zoé"}),
            graph('{ inviteList(content: "zoe@example.org,Zoé") }'),
        ],
        lambda world: list(Invitation.objects.exclude(id=world.waiting.id).values_list("name", flat=True)),
        ["Zoé"],
    ),
    "take an invitation back": (
        [
            page("DELETE", "/invitations/{waiting}/"),
            rest("DELETE", "/invitations/{waiting}"),
            graph('{ revokeInvitation(id: "<waiting>") }'),
        ],
        lambda world: Invitation.objects.get(id=world.waiting.id).state,
        "revoked",
    ),
    "send it again": (
        [
            page("POST", "/invitations/{waiting}/letter/"),
            rest("POST", "/invitations/{waiting}/letters"),
            graph('{ sendAgain(id: "<waiting>") { state } }'),
        ],
        lambda world: Invitation.objects.get(id=world.waiting.id).token_digest != world.waiting.token_digest,
        True,
    ),
    "make a group": (
        [
            page("POST", "/groups/", {"name": "5e A"}),
            rest("POST", "/groups", {"name": "5e A"}),
            graph('{ makeGroup(name: "5e A") { size } }'),
        ],
        lambda world: Group.objects.filter(name="5e A").count(),
        1,
    ),
    "rename a group": (
        [
            page("POST", "/groups/{group}/", {"name": "5e A"}),
            rest("PUT", "/groups/{group}", {"name": "5e A"}),
            graph('{ changeGroup(id: "<group>", name: "5e A") { name } }'),
        ],
        lambda world: Group.objects.get(id=world.group.id).name,
        "5e A",
    ),
    "delete a group": (
        [
            page("DELETE", "/groups/{group}/"),
            rest("DELETE", "/groups/{group}"),
            graph('{ deleteGroup(id: "<group>") }'),
        ],
        lambda world: Group.objects.count(),
        0,
    ),
    "place a member": (
        [
            page("POST", "/groups/{group}/members/{teacher}/", {"leads": "on"}),
            rest("PUT", "/groups/{group}/members/{teacher}", {"leads": True}),
            graph('{ placeMember(groupId: "<group>", membershipId: "<teacher>", leads: true) { size } }'),
        ],
        lambda world: GroupMembership.objects.get(membership=world.members[Role.TEACHER]).leads,
        True,
    ),
    "take a member out": (
        [
            page("DELETE", "/groups/{group}/members/{student}/"),
            rest("DELETE", "/groups/{group}/members/{student}"),
            graph('{ takeOut(groupId: "<group>", membershipId: "<student>") { size } }'),
        ],
        lambda world: GroupMembership.objects.count(),
        0,
    ),
}
