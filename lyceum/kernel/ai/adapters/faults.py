"""Vendors' errors in our own words. Their messages are left behind: they may quote the key, or the question."""

from collections.abc import Iterator

import httpx2
import openai
from pydantic_ai import exceptions as of

from lyceum.kernel.ai.ports import ProviderFault
from lyceum.kernel.ai.rules.event import Fault

_BY_KIND: tuple[tuple[type[BaseException], Fault], ...] = (
    (of.ModelAuthenticationError, Fault.REFUSED),
    (of.ModelQuotaExceededError, Fault.REFUSED),
    (of.ModelRateLimitError, Fault.BUSY),
    (of.ModelOverloadedError, Fault.BUSY),
    (of.ModelTimeoutError, Fault.SLOW),
    (of.ModelRequestTimeout, Fault.SLOW),
    (TimeoutError, Fault.SLOW),
    (openai.APITimeoutError, Fault.SLOW),
    (httpx2.TimeoutException, Fault.SLOW),
    (of.ModelRequestRejectedError, Fault.UNFIT),
    (of.ContentFilterError, Fault.UNFIT),
    (of.UnexpectedModelBehavior, Fault.BROKEN),
    (of.ModelConnectionError, Fault.DOWN),
    (of.ModelUnavailableError, Fault.DOWN),
    (of.ModelServerError, Fault.DOWN),
    (openai.APIConnectionError, Fault.DOWN),
    (httpx2.TransportError, Fault.DOWN),
)


def fault_of(error: BaseException) -> ProviderFault:
    for cause in _causes(error):
        if isinstance(cause, ProviderFault):
            return cause
    status = getattr(error, "status_code", None)
    detail = f"{status or ''} {type(error).__name__}".strip()
    for kind, fault in _BY_KIND:
        if isinstance(error, kind):
            return ProviderFault(fault, detail)
    return ProviderFault(_by_status(status) if isinstance(status, int) else Fault.BROKEN, detail)


def _by_status(status: int) -> Fault:
    if status in {401, 402, 403}:
        return Fault.REFUSED
    if status in {429, 529}:
        return Fault.BUSY
    if status == 408:
        return Fault.SLOW
    return Fault.UNFIT if status < 500 else Fault.DOWN


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
