"""The doors: each declares who may open it, finds the caller, and hands over to one action or query.

``door.policy`` is what the house tests look for: a route, field or topic without one fails the build.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lyceum.kernel.foundation.interface.rest import refuse_forgery
from lyceum.kernel.foundation.rules.caller import Anyone, Caller, Individual
from lyceum.kernel.foundation.rules.policy import Policy
from lyceum.kernel.foundation.rules.refusal import NotAllowed

Door = Callable[..., Any]


def admitted(policy: Policy, request: HttpRequest) -> Anyone:
    """The caller of this request, once the policy has let them through; raises a Refusal otherwise."""
    caller: Anyone = request.caller  # type: ignore[attr-defined]  # set by identity's middleware
    if policy.needs_organisation and isinstance(caller, Individual) and not isinstance(caller, Caller):
        _refuse_at_shut_gate(request)
    policy.admit(caller, _("Sign in to continue."), _("You do not have access to this."))
    return caller


def _refuse_at_shut_gate(request: HttpRequest) -> None:
    """Of an organisation that is suspended or closed nobody is a member: say so, instead of a plain no."""
    shut = getattr(request.organisation, "shut", "")  # type: ignore[attr-defined]  # set by identity's middleware
    if shut == "suspended":
        raise NotAllowed(_("This organisation is suspended."), code="organisation_suspended")
    if shut == "closed":
        raise NotAllowed(_("This organisation is closed."), code="organisation_closed")


def page(policy: Policy, *, methods: tuple[str, ...] = ("GET",)) -> Callable[[Door], Door]:
    """A page or a fragment: ``def noticeboard(caller, request, …) -> HttpResponse``."""

    def declare(view: Door) -> Door:
        @functools.wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(admitted(policy, request), request, *args, **kwargs)

        allowed = [*methods, "HEAD"] if "GET" in methods else [*methods]
        guarded = require_http_methods(allowed)(door)
        guarded.methods = allowed  # type: ignore[attr-defined]  # for the tests that knock at every door
        return _declared(guarded, policy)

    return declare


def operation(policy: Policy) -> Callable[[Door], Door]:
    """A REST operation: ``def list_notices(caller, request, …)``. django-ninja reads the rest of the signature."""

    def declare(view: Door) -> Door:
        @functools.wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            refuse_forgery(request)
            return view(admitted(policy, request), request, *args, **kwargs)

        signature = inspect.signature(view)
        _caller, *others = signature.parameters.values()
        door.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return _declared(door, policy)

    return declare


def resolver(policy: Policy) -> Callable[[Door], Door]:
    """A GraphQL field: ``def notices(caller, …)``; strawberry sees the rest of the signature and ``info``."""

    def declare(view: Door) -> Door:
        signature = inspect.signature(view)
        caller_first, *others = signature.parameters.values()
        info = inspect.Parameter("info", inspect.Parameter.KEYWORD_ONLY, annotation=_info_type())

        def door(*args: Any, info: Any, **kwargs: Any) -> Any:
            return view(admitted(policy, info.context.request), *args, **kwargs)

        functools.update_wrapper(door, view)
        del door.__wrapped__  # type: ignore[attr-defined]  # strawberry would look through to the caller
        door.__signature__ = signature.replace(parameters=[*others, info])  # type: ignore[attr-defined]
        door.__annotations__ = {k: v for k, v in view.__annotations__.items() if k != caller_first.name}
        door.__annotations__["info"] = _info_type()
        return _declared(door, policy)

    return declare


def refuse_unless(allowed: bool, message: Any = None) -> None:
    """For actions: ``refuse_unless(may_publish(caller))``."""
    if not allowed:
        raise NotAllowed(message or _("You do not have the right to do this."))


def _info_type() -> Any:
    from strawberry import Info  # slow to import, and a worker needs none of it

    return Info


def _declared(door: Door, policy: Policy) -> Door:
    door.policy = policy  # type: ignore[attr-defined]
    return door
