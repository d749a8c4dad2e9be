from lyceum.domains.events.models.check_in import CheckIn, Direction
from lyceum.domains.events.models.circular import Circular, CircularCopy, CopyState, LetterRefusal
from lyceum.domains.events.models.crew_member import CrewMember, CrewRole
from lyceum.domains.events.models.event import Category, Event, EventState
from lyceum.domains.events.models.event_seat import EventSeat
from lyceum.domains.events.models.event_views import EventViews
from lyceum.domains.events.models.hook import DeliveryState, Hook, HookDelivery
from lyceum.domains.events.models.order import Channel, Order, OrderState
from lyceum.domains.events.models.order_line import OrderLine
from lyceum.domains.events.models.order_step import OrderStep, StepKind
from lyceum.domains.events.models.place import Place
from lyceum.domains.events.models.price_step import PriceStep
from lyceum.domains.events.models.question import Question, QuestionKind
from lyceum.domains.events.models.quota import Quota, QuotaType
from lyceum.domains.events.models.reserve import Reserve
from lyceum.domains.events.models.seat_plan import Seat, SeatPlan, Section, SectionKind
from lyceum.domains.events.models.secret import secret_of
from lyceum.domains.events.models.series import Series
from lyceum.domains.events.models.shop_frame import ShopFrame
from lyceum.domains.events.models.ticket import Ticket, TicketState
from lyceum.domains.events.models.ticket_key import TicketKey
from lyceum.domains.events.models.ticket_type import TicketKind, TicketType
from lyceum.domains.events.models.turnstile import EventTurnstile, Mode
from lyceum.domains.events.models.voucher import Voucher, VoucherEffect
from lyceum.domains.events.models.waiting_entry import WaitingEntry, WaitingState

__all__ = [
    "Category",
    "Channel",
    "CheckIn",
    "Circular",
    "CircularCopy",
    "CopyState",
    "CrewMember",
    "CrewRole",
    "DeliveryState",
    "Direction",
    "Event",
    "EventSeat",
    "EventState",
    "EventTurnstile",
    "EventViews",
    "Hook",
    "HookDelivery",
    "LetterRefusal",
    "Mode",
    "Order",
    "OrderLine",
    "OrderState",
    "OrderStep",
    "Place",
    "PriceStep",
    "Question",
    "QuestionKind",
    "Quota",
    "QuotaType",
    "Reserve",
    "Seat",
    "SeatPlan",
    "Section",
    "SectionKind",
    "Series",
    "ShopFrame",
    "StepKind",
    "Ticket",
    "TicketKey",
    "TicketKind",
    "TicketState",
    "TicketType",
    "Voucher",
    "VoucherEffect",
    "WaitingEntry",
    "WaitingState",
    "secret_of",
]
