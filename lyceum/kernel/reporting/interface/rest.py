from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Anyone, Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, PUBLIC, may
from lyceum.kernel.reporting.actions.publishing import publish_figures
from lyceum.kernel.reporting.queries.public import public_charts
from lyceum.kernel.reporting.queries.report import report
from lyceum.kernel.reporting.queries.shown import ReportView, report_shown
from lyceum.kernel.reporting.queries.view import Asked
from lyceum.kernel.reporting.rules.period import Span

router = Router()


class PublicFiguresIn(Schema):
    """Of the indicators that everybody may see; none: no figure is public."""

    codes: list[str]


class PublicFigure(Schema):
    """A year, by the month."""

    code: str
    title: str
    unit: str
    months: list[float | None]


@router.get("/reports", response=ReportView)
@operation(MEMBER)
def show_report(
    caller: Caller,
    request: HttpRequest,
    of: str = "",
    over: Span = Span.WEEKS,
    group_id: UUID | None = None,
    person_id: UUID | None = None,
) -> ReportView:
    """``of``: all · taught · own · the id of a path; without it, the widest that you may see."""
    return report_shown(caller, report(caller, Asked(of, over, group_id, person_id)))


@router.put("/reports/publication", response=list[str])
@operation(may("reporting.publish"))
def put_publication(caller: Caller, request: HttpRequest, body: PublicFiguresIn) -> list[str]:
    return publish_figures(caller, body.codes)


@router.get("/figures", response=list[PublicFigure])
@operation(PUBLIC)
def list_public_figures(caller: Anyone, request: HttpRequest) -> list[PublicFigure]:
    """Empty where the organisation shows none."""
    return [
        PublicFigure(code=c.code, title=c.title, unit=c.unit.value, months=[point.value for point in c.points])
        for c in public_charts(caller)
    ]
