from uuid import UUID

import strawberry

from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.policy import MEMBER, may
from lyceum.kernel.reporting.actions import publishing
from lyceum.kernel.reporting.queries import report as reports
from lyceum.kernel.reporting.queries.shown import FigureView, IndicatorView, ReportView, report_shown
from lyceum.kernel.reporting.queries.view import Asked
from lyceum.kernel.reporting.rules.period import Span

strawberry.enum(Span, name="ReportSpan")
strawberry.type(FigureView, name="Figure")
strawberry.type(IndicatorView, name="Indicator")
strawberry.type(ReportView, name="Report")


@resolver(MEMBER)
def report(
    caller: Caller, of: str = "", over: Span = Span.WEEKS, group_id: UUID | None = None, person_id: UUID | None = None
) -> ReportView:
    return report_shown(caller, reports.report(caller, Asked(of, over, group_id, person_id)))


@resolver(may("reporting.publish"))
def publish_figures(caller: Caller, codes: list[str]) -> list[str]:
    return publishing.publish_figures(caller, codes)


@strawberry.type
class Query:
    report: ReportView = strawberry.field(resolver=report, description="Of what you may see, the widest first.")


@strawberry.type
class Mutation:
    publish_figures: list[str] = strawberry.mutation(
        resolver=publish_figures, description="These and no others are shown to everybody."
    )
