"""Identifiers: UUIDv7 everywhere, so that ids sort by time and a client can make its own."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_identifier() -> UUID:
    return uuid7()
