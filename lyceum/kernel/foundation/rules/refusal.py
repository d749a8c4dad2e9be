"""A "no" that a person can read. Each door renders it once; none of them shows anything internal."""

from collections.abc import Mapping
from typing import Any

Message = Any  # a str, or Django's lazy translation, which rules do not import


class Refusal(Exception):
    """Raised by an action or a query. ``code`` is stable and for machines, ``message`` is translated."""

    code = "refused"
    status = 400

    def __init__(self, message: Message, *, fields: Mapping[str, list[Message]] | None = None, code: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.fields = dict(fields or {})
        self.code = code or self.code


class Invalid(Refusal):
    code, status = "invalid", 422


class NotSignedIn(Refusal):
    code, status = "not_signed_in", 401


class NotAllowed(Refusal):
    code, status = "not_allowed", 403


class NotFound(Refusal):
    code, status = "not_found", 404


class Conflict(Refusal):
    code, status = "conflict", 409


class TooMany(Refusal):
    code, status = "too_many", 429

    def __init__(self, message: Message, *, retry_after: int = 60) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(Refusal):
    code, status = "unavailable", 503
