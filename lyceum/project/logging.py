"""Logs: one line per thing that happened, as JSON for machines or in colour for a person at a terminal.

Every line carries what its context knows: request, trace, organisation, the person as a keyed digest, job, role.
"""

import logging
import os
import sys
from typing import Any

import structlog
from structlog.types import EventDict, Processor

SECRET_WORDS = ("password", "secret", "token", "cookie", "authorization", "api_key", "csrf", "session")


def configure() -> dict[str, Any]:
    """Sets structlog up and returns Django's ``LOGGING``; libraries that use the standard module look the same."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": structlog.stdlib.ProcessorFormatter, **_rendering()}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "INFO").upper()},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "httpx": {"level": "WARNING"},
            "httpx2": {"level": "WARNING"},  # an address may be a secret: a webhook's, a browser's
            "psycopg.pool": {"level": "ERROR"},  # it tries again by itself
        },
    }


def as_json() -> bool:
    """A terminal gets colours; everything else (a file, journald, a container) gets JSON."""
    chosen = os.environ.get("LOG_FORMAT", "")
    return chosen == "json" or (chosen != "console" and not sys.stderr.isatty())


def _rendering() -> dict[str, Any]:
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if as_json():
        last: list[Processor] = [_EXCEPTIONS, structlog.processors.JSONRenderer()]
    else:
        last = [structlog.dev.ConsoleRenderer(pad_event_to=24, exception_formatter=structlog.dev.plain_traceback)]
    return {"processors": [remove, *last], "foreign_pre_chain": _SHARED}


def _add_role(logger: Any, method: str, line: EventDict) -> EventDict:
    if role := os.environ.get("LYCEUM_ROLE"):
        line["role"] = role
    return line


def _add_trace(logger: Any, method: str, line: EventDict) -> EventDict:
    """From the running span; without tracing, the middleware has bound what the caller's header said."""
    span = _current_span()
    if span is not None and span.is_valid:
        line["trace_id"], line["span_id"] = f"{span.trace_id:032x}", f"{span.span_id:016x}"
    return line


def _current_span() -> Any:
    if "OTEL_EXPORTER_OTLP_ENDPOINT" not in os.environ:
        return None
    from opentelemetry import trace  # slow to import, and only wanted where traces are

    return trace.get_current_span().get_span_context()


def _hide_secrets(logger: Any, method: str, line: EventDict) -> EventDict:
    """What a careless call names like a secret never reaches a log, at any depth."""
    for name, value in line.items():
        if any(word in name.lower() for word in SECRET_WORDS):
            line[name] = "[hidden]"
        elif isinstance(value, dict):
            line[name] = _hide_secrets(logger, method, dict(value))
    return line


def _name_logger(logger: Any, method: str, line: EventDict) -> EventDict:
    record: logging.LogRecord | None = line.get("_record")
    line["logger"] = record.name if record else getattr(logger, "name", "lyceum")
    return line


# Without local variables: they may hold what nobody may read.
_EXCEPTIONS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
    _name_logger,
    _add_role,
    _add_trace,
    structlog.stdlib.ExtraAdder(allow=[]),
    _hide_secrets,
    structlog.processors.StackInfoRenderer(),
]
