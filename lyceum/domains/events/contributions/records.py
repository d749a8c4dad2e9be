from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.contribution import PersonalRecords, PrivacyClass

_C = PrivacyClass
_ROW = "id created_at organisation"


def _classed(kind: PrivacyClass, names: str) -> dict[str, PrivacyClass]:
    return dict.fromkeys(names.split(), kind)


def _technical(names: str) -> dict[str, PrivacyClass]:
    return _classed(_C.TECHNICAL, f"{_ROW} {names}")


def _impersonal(model: str, names: str) -> PersonalRecords:
    return PersonalRecords(f"events.{model}", _classed(_C.NONE, f"{_ROW} {names}"))


_WHO = _classed(_C.IDENTIFYING, "name email")
_INDEXES = _classed(_C.SECRET, "name_index email_index")

_OFFER = [
    PersonalRecords(
        "events.Event",
        _technical("author")
        | _classed(_C.NONE, "slug title summary text language category state starts_at ends_at doors_at time_zone")
        | _classed(_C.NONE, "is_online online_url place picture_id currency sales_from sales_until max_per_order")
        | _classed(
            _C.NONE,
            "methods refund_until_hours refund_percent refund_fee may_transfer has_waiting_list accessible "
            "changes_until needs_names moved_at moved_from give_back_until",
        )
        | _classed(_C.NONE, "is_listed series occurs_on seat_plan allows_lone_seats edition offer_edition")
        | _classed(_C.NONE, "published_at"),
        owner="author",
        on_erasure="keep",
        kept_because=_("An event belongs to its organisation; it no longer says who made it."),
        what=_("Events that you made. They stay, without your name."),
    ),
    _impersonal("Place", "name address city postcode country latitude longitude time_zone access is_accessible"),
    _impersonal("Series", "title rule exceptions"),
    _impersonal(
        "TicketType",
        "event name text kind addon_to price vat_rate is_free_price floor sale_from sale_until minimum maximum bundle "
        "is_hidden is_on_sale position",
    ),
    _impersonal("PriceStep", "ticket_type name price until first taken position"),
    _impersonal("Quota", "event name capacity held sold"),
    _impersonal("QuotaType", "quota ticket_type"),
    _impersonal("Reserve", "event quota places"),
    _impersonal(
        "Voucher",
        "event code note batch effect value limit used valid_from valid_until types revoked_at unlocks_hidden",
    ),
    _impersonal("Question", "event text hint kind choices types per_order is_required position"),
    _impersonal("SeatPlan", "name place drawing edition"),
    _impersonal("Section", "plan name kind position drawing"),
    _impersonal("Seat", "section row number row_position position x y rank is_accessible"),
    _impersonal("EventSeat", "event seat ticket_type line is_blocked"),
    _impersonal(
        "EventTurnstile",
        "event mode stands_since drawn base since rate lobby lobby_until seed slow_ms measured_at",
    ),
    _impersonal("EventViews", "event day channel number"),
    _impersonal("TicketKey", "public private retired_at"),
    PersonalRecords(
        "events.Hook",
        _technical("author failing_since paused_at former_until")
        | _classed(_C.NONE, "event url secret former_secret kinds is_on"),
        owner="author",
        on_erasure="keep",
        kept_because=_("It is the organisation’s; it no longer says who made it."),
        what=_("Addresses at which programs are told of events. They stay, without your name."),
    ),
    PersonalRecords(
        "events.Circular",
        _technical("author event is_change segment") | _classed(_C.CONTENT, "subject text"),
        owner="author",
        on_erasure="keep",
        kept_because=_("It was sent in the organisation’s name; it no longer says who wrote it."),
        what=_("Letters that you wrote to those who come to events. They stay, without your name."),
    ),
    _impersonal("CircularCopy", "circular order ticket mark state"),  # its order says whose it is
    PersonalRecords(
        "events.LetterRefusal",
        _technical("person") | _classed(_C.IDENTIFYING, "email") | _classed(_C.SECRET, "email_index"),
        owner="person",
        what=_("That you want no letters of an organiser."),
    ),
    _impersonal("ShopFrame", "hosts"),
    _impersonal(
        "HookDelivery", "hook announcement_id kind body state attempts status fault milliseconds next_at sent_at"
    ),
]

_BOUGHT = [
    PersonalRecords(
        "events.Order",
        _technical("event code state channel expires_at person language currency total paid given_back method promised")
        | _technical("payment_id invoice_id placed_at paid_at done_at")
        | _classed(_C.SECRET, "nonce")
        | _WHO
        | _INDEXES
        | _classed(_C.IDENTIFYING, "address")
        | _classed(_C.CONTENT, "answers"),
        owner="person",
        on_erasure="blank",
        what=_("Your orders. They stay in the organiser’s accounts, without your name."),
    ),
    PersonalRecords(
        "events.OrderLine",
        _technical(
            "order ticket_type addon_of position price vat_rate given_back voucher price_step seat quotas places "
            "is_live"
        )
        | _classed(_C.IDENTIFYING, "attendee_name attendee_email")
        | _classed(_C.CONTENT, "answers"),
        owner="order__person",
        on_erasure="blank",
        what=_("What you ordered, and for whom. It stays in the organiser’s accounts, without names."),
    ),
    PersonalRecords(
        "events.OrderStep",
        _technical("order kind key about person"),
        owner="person",
        on_erasure="blank",
        what=_("What you did with orders. It stays, without your name."),
    ),
    PersonalRecords(
        "events.Ticket",
        _technical("event line number serial code state is_inside admitted_at is_named person")  # its code names nobody
        | _INDEXES
        | _classed(_C.IDENTIFYING, "holder_name holder_email"),
        owner="person",
        on_erasure="blank",
        what=_("Your tickets. They still let their bearer in, without your name."),
    ),
    PersonalRecords(
        "events.WaitingEntry",
        _technical("event ticket_type person language quantity state offer_until quotas places order")
        | _WHO
        | _classed(_C.SECRET, "email_index"),
        owner="person",
        on_erasure="blank",
        what=_("Your turns in waiting lists."),
    ),
    PersonalRecords(
        "events.CheckIn",
        _technical("event ticket device person at direction told outcome was_valid is_conflict resolved_at"),
        owner="person",
        on_erasure="blank",
        what=_("Tickets that you looked at, at the door. That stays, without your name."),
    ),
    PersonalRecords(
        "events.CrewMember", _technical("event person role"), owner="person", what=_("The events that you help with.")
    ),
]

RECORDS = [*_OFFER, *_BOUGHT]
