"""Every page, and who stands in front of it. After ``>``: the page behind the first link that looks like this."""

from dataclasses import dataclass

VISITOR = ""


def own_language(who: str) -> str:
    """In which this person of the demo reads."""
    return "en" if who in {"Astrid Nyberg", "Daniel Okafor"} else "fr"


@dataclass(frozen=True, slots=True)
class Stop:
    """``follow``: the page meant is behind the first link at ``path`` whose address holds this pattern."""

    path: str
    who: str = VISITOR
    follow: str = ""
    status: int = 200

    @property
    def name(self) -> str:
        return f"{self.who or 'a visitor'} at {self.path}" + (f" > {self.follow}" if self.follow else "")


def _stops(who: str, *paths: str) -> list[Stop]:
    return [Stop(*path.split(" > ")[:1], who, *path.split(" > ")[1:]) for path in paths]


SITEMAP = [
    *_stops(
        VISITOR,
        "/",
        "/ampere/",
        "/ampere/about/",
        "/events/",
        "/events/?q=concert&order=date&when=month",
        "/account/login/",
        "/account/login/code/",
        "/account/signup/",
        "/account/signup/passkey/",
        "/account/password/reset/",
        "/offline/",
        "/design/",
        "/privacy/",
        "/ampere/tickets/find/",
        "/outbox/",
        "/outbox/ > /outbox/01",
    ),
    Stop("/ampere/nothing/here/", status=404),
    Stop("/ampere/invitations/not-a-token/", status=404),
    *_stops(
        "Inès Lopez",
        "/organisations/",
        "/organisations/new/",
        "/account/profile/",
        "/account/security/",
        "/account/sign-ins/",
        "/account/security/address/",
        "/account/security/password/first/",
        "/account/security/app/",
        "/account/security/recovery-codes/new/",
        "/account/security/passkeys/",
        "/account/security/passkeys/new/",
        "/account/security/linked/",
        "/account/portrait/",
        "/account/privacy/",
        "/account/activity/",
        "/ampere/today/",
        "/ampere/tickets/",
        "/ampere/about/",
        "/ampere/messages/",
        "/ampere/messages/ > /messages/01[^/]+/$",
        "/ampere/messages/new/",
        "/ampere/messages/search/",
        "/ampere/messages/search/?q=exercices",
        "/ampere/messages/blocked/",
        "/ampere/notices/",
        "/ampere/notices/ > /notices/01",
        "/ampere/notifications/",
        "/ampere/notifications/preferences/",
        "/ampere/groups/",
        "/ampere/groups/ > /groups/01",
        "/ampere/search/",
        "/ampere/search/?q=vecteurs",
        "/ampere/search/?q=zzzz",
        "/ampere/account/portrait/",
        "/ampere/reports/?over=term",
        "/ampere/learning/",
        "/ampere/learning/ > /learning/01",
        "/ampere/learning/profile/",
        "/ampere/agenda/",
        "/ampere/agenda/?view=week",
        "/ampere/agenda/?view=month",
        "/ampere/agenda/ > /agenda/plans/0",
        "/ampere/agenda/choices/",
        "/ampere/agenda/feed/",
        "/ampere/appointments/",
        "/ampere/appointments/?show=past",
        "/ampere/appointments/ > /appointments/01[^/]+/$",
        "/ampere/appointments/new/",
        "/ampere/appointments/new/ > /appointments/new/01",
    ),
    Stop("/ampere/members/", "Inès Lopez", status=403),
    *_stops(
        "Karim Benali",
        "/ampere/today/",
        "/ampere/notices/?show=unread",
        "/ampere/notices/?show=drafts",
        "/ampere/notices/new/",
        "/ampere/search/?q=devoir > /notices/01",
        "/ampere/members/",
        "/ampere/members/?search=inès",
        "/ampere/roles/",
        "/ampere/learning/",
        "/ampere/learning/new/",
        "/ampere/learning/ > /learning/01[^/]+/editor/",
        "/ampere/reports/",
        "/ampere/agenda/",
        "/ampere/appointments/ > /appointments/01[^/]+/$",
    ),
    *_stops(
        "Hélène Marchand",
        "/ampere/today/",
        "/ampere/members/ > /members/01",
        "/ampere/invoices/",
        "/ampere/invoices/seller/",
        "/ampere/ledger/",
        "/ampere/groups/ > /groups/01",
        "/ampere/invitations/",
        "/ampere/invitations/new/",
        "/ampere/invitations/list/",
        "/ampere/learning/roster/",
        "/ampere/messages/moderation/",
        "/ampere/messages/rules/",
        "/ampere/settings/",
        "/ampere/logo/",
        "/ampere/storage/",
        "/ampere/audit/",
        "/ampere/notifications/runs/",
        "/ampere/notifications/runs/ > /notifications/runs/01",
        "/ampere/notifications/dead-letters/",
        "/ampere/notifications/mail/",
        "/ampere/notifications/previews/",
        "/ampere/notifications/previews/?channel=push&language=fr",
        "/ampere/notifications/rooms/",
        "/ampere/ai/",
        "/ampere/ai/usage/",
        "/ampere/plan/",
        "/ampere/payments/",
        "/ampere/payments/methods/",
        "/ampere/payments/bank/",
        "/ampere/ai/allowance/",
        "/ampere/ai/links/new/",
        "/ampere/reports/",
        "/ampere/reports/?over=year",
        "/ampere/reports/paper/?over=term",
        "/ampere/reports/publication/",
    ),
    *_stops("Astrid Nyberg", "/nordic/today/", "/nordic/notices/", "/nordic/groups/"),
    *_stops(
        "Daniel Okafor",
        "/northside/organise/",
        "/northside/organise/figures/",
        "/northside/organise/figures/ > /organise/01[^/]+/figures/",
        "/northside/organise/hooks/",
        "/northside/organise/plans/",
        "/northside/organise/new/",
        "/northside/organise/places/",
        "/northside/organise/places/ > /organise/places/01",
        "/northside/organise/places/new/",
    ),
    *_stops(
        "Alix Verdier",
        "/operations/",
        "/operations/organisations/",
        "/operations/organisations/ > /organisations/01[^/]+/$",
        "/operations/organisations/ > /plan/",
        "/operations/people/",
        "/operations/jobs/",
        "/operations/money/",
        "/operations/jobs/ > /jobs/[0-9]+/$",
        "/operations/flags/",
        "/operations/flags/new/",
    ),
]
