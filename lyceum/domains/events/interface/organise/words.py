"""What codes of events are called."""

from django.utils.translation import gettext_lazy as _

from lyceum.domains.events.actions.series import Scope
from lyceum.domains.events.models import (
    Category,
    Channel,
    CrewRole,
    EventState,
    OrderState,
    QuestionKind,
    StepKind,
    TicketKind,
    VoucherEffect,
)
from lyceum.domains.events.rules.forecast import Basis
from lyceum.domains.events.rules.readiness import Missing

CATEGORIES = [
    (Category.CONCERT, _("Concert")),
    (Category.STAGE, _("Theatre and dance")),
    (Category.TALK, _("Talk")),
    (Category.CONFERENCE, _("Conference")),
    (Category.WORKSHOP, _("Workshop")),
    (Category.EXHIBITION, _("Exhibition")),
    (Category.SPORT, _("Sport")),
    (Category.FESTIVAL, _("Festival")),
    (Category.MEETING, _("Meeting")),
    (Category.OTHER, _("Something else")),
]
ICONS = {
    Category.CONCERT: "music",
    Category.STAGE: "laugh",
    Category.TALK: "mic",
    Category.CONFERENCE: "users-round",
    Category.WORKSHOP: "wrench",
    Category.EXHIBITION: "image",
    Category.SPORT: "trophy",
    Category.FESTIVAL: "sparkles",
    Category.MEETING: "hand",
    Category.OTHER: "ticket",
}
STATES = {
    EventState.DRAFT: (_("Draft"), ""),
    EventState.PUBLISHED: (_("On sale"), "success"),
    EventState.CANCELLED: (_("Cancelled"), "error"),
    EventState.POSTPONED: (_("Postponed"), "warning"),
}
FACILITIES = [
    ("wheelchair", _("Places for wheelchairs")),
    ("step_free", _("No steps")),
    ("hearing_loop", _("Hearing loop")),
    ("sign_language", _("Sign language")),
    ("subtitles", _("Subtitles")),
    ("audio_description", _("Audio description")),
    ("quiet_room", _("A quiet room")),
]
CURRENCIES = [(code, code) for code in "EUR GBP CHF USD CAD JPY TND XOF XAF XPF MAD SEK DKK NOK PLN CZK AUD".split()]
SCOPES = [
    (Scope.THIS, _("this date alone")),
    (Scope.FOLLOWING, _("this date and those after it")),
    (Scope.ALL, _("all dates of the series")),
]
KINDS = [(TicketKind.TICKET, _("A ticket, which lets in")), (TicketKind.ADDON, _("An extra, beside a ticket"))]
EFFECTS = [
    (VoucherEffect.PERCENT, _("A percentage off")),
    (VoucherEffect.AMOUNT, _("An amount off")),
    (VoucherEffect.PRICE, _("This price instead")),
    (VoucherEffect.NONE, _("No other price")),
]
ASKED = [
    (QuestionKind.LINE, _("A line")),
    (QuestionKind.TEXT, _("A longer text")),
    (QuestionKind.NUMBER, _("A number")),
    (QuestionKind.DATE, _("A date")),
    (QuestionKind.YES_NO, _("Yes or no")),
    (QuestionKind.CHOICE, _("One of several")),
    (QuestionKind.CHOICES, _("Several of several")),
]
CREW = [
    (CrewRole.MANAGER, _("Manager: changes, sells, counts")),
    (CrewRole.BOX_OFFICE, _("Box office: sells and refunds")),
    (CrewRole.CHECK_IN, _("At the door: lets people in")),
]
# What is missing → the words, why, and the page where it is mended.
MISSING = {
    Missing.TITLE: (_("Give it a title"), _("What people will look for."), "details"),
    Missing.PAST: (_("Give it a date to come"), _("It is over."), "when"),
    Missing.WHERE: (_("Say where it takes place"), _("At a place, online, or both."), "when"),
    Missing.TICKETS: (_("Add a ticket"), _("Free ones, too: they count who comes."), "tickets"),
    Missing.ENTRANCE: (_("Say how many there are of each ticket"), _("A quota counts what is sold."), "tickets"),
    Missing.SUMMARY: (_("Describe it in a sentence"), _("Lists, searches and shared links show it."), "details"),
    Missing.PICTURE: (_("Add a picture"), _("It is what people see first."), "details"),
    Missing.ACCESSIBILITY: (_("Say how accessible it is"), _("Many do not come when they cannot know."), "details"),
}
ORDER_STATES = {
    OrderState.HELD: (_("Being chosen"), ""),
    OrderState.PLACED: (_("To be paid"), "warning"),
    OrderState.PAID: (_("Paid"), "success"),
    OrderState.EXPIRED: (_("Expired"), ""),
    OrderState.CANCELLED: (_("Cancelled"), "error"),
}
STEPS = {
    StepKind.HELD: _("Places were kept"),
    StepKind.PLACED: _("The order was placed"),
    StepKind.PAYMENT_ASKED: _("The payment was asked for"),
    StepKind.PAYMENT_FAILED: _("The payment failed"),
    StepKind.PAID: _("The money came"),
    StepKind.PAID_LATE: _("The money came too late"),
    StepKind.CONFIRMED: _("The tickets were issued"),
    StepKind.INVOICED: _("The invoice was made"),
    StepKind.TOLD: _("The buyer was told"),
    StepKind.EXPIRED: _("It expired, its places are free"),
    StepKind.CANCELLED: _("Tickets were cancelled"),
    StepKind.REFUND_ASKED: _("A refund was asked for"),
    StepKind.REFUNDED: _("The money went back"),
    StepKind.REFUND_FAILED: _("The refund failed"),
    StepKind.CREDITED: _("A credit note was made"),
    StepKind.DISPUTED: _("The bank disputes the payment"),
    StepKind.CHANGED: _("A name was changed"),
    StepKind.TRANSFERRED: _("A ticket was handed on"),
    StepKind.RETRIED: _("It was taken up again"),
}
CHANNELS = {
    Channel.WEB: _("The shop’s pages"),
    Channel.WIDGET: _("The shop in another site"),
    Channel.API: _("Programs"),
    Channel.BOX_OFFICE: _("Box office"),
    Channel.GUEST: _("Guests"),
}
# What is said below a forecast, of where it comes from.
FORECASTS = {
    Basis.LIKE: _("From how your past events had sold by this distance from their day. It is a range, not a promise."),
    Basis.PACE: _("No past event to go by: this carries on the pace of the last days, with little confidence."),
    Basis.SOLD_OUT: _("Every place is sold."),
    Basis.TOO_EARLY: _("Too little is sold yet to say anything honest."),
    Basis.OVER: _("It is over: this is what was sold."),
}
