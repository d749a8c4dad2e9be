"""The journeys look at every page: one that is new is put into their sitemap, or said here why not."""

import re

from tests.house import tree
from tests.isolation.doors import Door, routes
from tests.journeys.sitemap import SITEMAP, Stop

# Why → which. An entry that is no page any more, or that the journeys do reach, fails too.
WITHOUT_A_STOP: dict[str, str] = {
    "for programs": "rest:openapi-json rest:openapi-view rest:api-root graphql operations:metrics",
    "a file, not a page": "ui:brand ui:icon ui:manifest ui:worker ui:robots ui:sitemap media:file privacy:trail_table "
    "mfa_download_recovery_codes search:document_picture reporting:table "
    "calendar:appointment_file calendar:feed_file messaging:attachment_picture events:listing_feed "
    "events:listing_calendar "
    "events:listing_sitemap events:code_table events:sheet events:programme_file events:event_file events:event_card "
    "events:order_file events:order_invoice events:order_paper events:ticket_paper events:apple_pass "
    "events:embed_script",
    "a part of a page that is looked at whole": "ui:badges identity:address notifications:bell search:results "
    "notifications:preview_letter privacy:export privacy:proof messaging:surroundings events:completions "
    "events:similar events:hook_deliveries",
    "leads elsewhere at once": "account mfa_index account_logout",
    "a file, or open once something is sold; looked at in its room": "billing:invoice_file billing:ledger_file",
    "a step of the newcomer's journey": "account_confirm_login_code account_email_verification_sent",
    "a step of the journeys of passkeys and codes": "mfa_login_webauthn mfa_authenticate mfa_signup_webauthn "
    "mfa_reauthenticate mfa_reauthenticate_webauthn mfa_deactivate_totp mfa_view_recovery_codes mfa_remove_webauthn",
    "a step of a reset, or for whoever has a password; tested in identity": "account_confirm_password_reset_code "
    "account_complete_password_reset account_password_reset_completed account_change_password account_reauthenticate "
    "account_inactive",
    "continues what another server began; tested in identity against one": "socialaccount_signup "
    "socialaccount_login_cancelled socialaccount_login_error apple_posted_callback openid_connect_login "
    "openid_connect_callback facebook_login facebook_callback",
    "open once the organisation chooses to show figures; tested in its room": "reporting:figures",
    "an organiser’s desk; tested in its room": "events:copy events:details events:when events:sale events:tickets "
    "events:new_type events:type events:new_quota events:quota events:codes events:new_code events:code "
    "events:questions events:new_question events:question events:dates events:crew "
    "events:orders_managed events:order_managed events:hook events:guests events:postponement "
    "events:circulars events:circular events:new_plan events:plan events:event_seats",
    "inside an appointment; tested in its room": "calendar:times calendar:time calendar:move",
    "inside a path or a sitting: stops of the school's journey": "learning:revision",
    "the desk of an organiser, whose domain is on; tested in its room": "events:door events:frames",
    "a place in line, while there is one; tested in its room": "events:line events:embedded_line",
    "behind its two sides' own seats: looked at whole in the journey of a call": "video:call",
    "a step of a payer, with a charge of their own; looked at in its room": "billing:bank",
    "answers a page that stands open, or leads elsewhere at once": "events:availability events:order_standing "
    "events:google_pass events:free_seats",
    "a step of the journey of buying": "events:event events:order events:seats",
    "behind an order's, a ticket's or a turn's secret, or inside another site; tested in its room": "events:ticket "
    "events:order_refund events:order_names events:order_privacy events:letters events:turn events:waiting "
    "events:embedded_event events:embedded_order events:embedded_seats",
    "needs a letter's secret, or something asked for before; tested in its room": "notifications:subscription "
    "privacy:erasure search:document_page",
}


def pages() -> list[Door]:
    return [door for door in routes() if door.kind == "page" and door.method == "GET" and "?" not in door.address]


def is_reached(door: Door, stop: Stop) -> bool:
    """Whether the stop is at this address, or follows a link that looks like it."""
    address = re.sub(r"\{\w+\}", "01a00000-0000-7000-8000-000000000000", door.address)
    number = re.sub(r"\{\w+\}", "7", door.address)
    if stop.follow:
        return any(re.search(stop.follow, filled) for filled in (address, number) if filled != door.address)
    path = stop.path.partition("?")[0]
    inside = re.sub(r"^/(ampere|nordic|northside|babel)(?=/)", "", path)
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(door.address))
    return any(re.fullmatch(pattern, asked) for asked in (path, inside))


def unseen() -> dict[str, str]:
    """The pages at which no journey stops, each with its address."""
    return {door.name: door.address for door in pages() if not any(is_reached(door, stop) for stop in SITEMAP)}


def excused() -> set[str]:
    return {name for names in WITHOUT_A_STOP.values() for name in names.split()}


def test_every_page_is_in_the_sitemap() -> None:
    missing = {name: address for name, address in unseen().items() if name not in excused()}
    tree.expect_none(
        f"{name} ({address}): put it into tests/journeys/sitemap.py, or into {__name__} with the reason"
        for name, address in missing.items()
    )


def test_nothing_is_excused_that_needs_no_excuse() -> None:
    tree.expect_none(sorted(excused() - unseen().keys()))


def test_a_page_is_known_by_its_address_or_by_a_link_to_it() -> None:
    place = Door("page", "room:thing", "GET", "/things/{thing_id}/", None)
    stops = [Stop("/ampere/things/"), Stop("/ampere/things/7/"), Stop("/ampere/things/", follow="/things/01")]
    assert [is_reached(place, stop) for stop in stops] == [False, True, True]
