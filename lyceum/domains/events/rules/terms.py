"""How long things are kept, in one place."""

from datetime import timedelta

HOLD = timedelta(minutes=15)  # places of somebody who is choosing and paying
PAYING = timedelta(minutes=15)  # at least so long from the moment that the order is placed
TRANSFER = timedelta(days=7)  # for money that comes by bank
OFFER = timedelta(hours=12)  # a freed place is offered to the next in line
SHORT_OFFER = timedelta(minutes=30)  # when the event is near
PULSE = 0.5  # seconds between two tellings of what is left
