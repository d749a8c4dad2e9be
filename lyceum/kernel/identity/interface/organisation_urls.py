"""Organisations, their members, groups and invitations."""

from django.urls import path

from lyceum.kernel.identity.interface import group_pages as groups
from lyceum.kernel.identity.interface import invitation_pages as invitations
from lyceum.kernel.identity.interface import member_pages as members
from lyceum.kernel.identity.interface import organisation_pages as organisations

app_name = "identity"
urlpatterns = [
    path("about/", organisations.about, name="about"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/new/", organisations.new_organisation, name="new_organisation"),
    path("organisations/address/", organisations.address, name="address"),
    path("organisations/<uuid:organisation_id>/opening/", organisations.opening, name="opening"),
    path("settings/", organisations.settings, name="settings"),
    path("settings/ownership/", organisations.ownership, name="ownership"),
    path("settings/closing/", organisations.closing, name="closing"),
    path("departure/", organisations.departure, name="departure"),
    path("members/", members.members, name="members"),
    path("members/<uuid:membership_id>/", members.member, name="member"),
    path("members/<uuid:membership_id>/roles/", members.roles_of_member, name="member_roles"),
    path("members/<uuid:membership_id>/title/", members.title, name="member_title"),
    path("members/<uuid:membership_id>/suspension/", members.suspension, name="suspension"),
    path("members/<uuid:membership_id>/end/", members.end, name="end"),
    path("roles/", members.roles, name="roles"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.new_invitation, name="new_invitation"),
    path("invitations/list/", invitations.invitation_list, name="invitation_list"),
    path("invitations/<uuid:invitation_id>/", invitations.invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/letter/", invitations.letter, name="letter"),
    path("invitations/<str:token>/", invitations.acceptance, name="acceptance"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/members/", groups.candidates, name="group_members"),
    path("groups/<uuid:group_id>/members/<uuid:membership_id>/", groups.place, name="group_member"),
]
