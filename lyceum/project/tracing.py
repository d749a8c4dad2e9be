"""Traces: sent to ``OTEL_EXPORTER_OTLP_ENDPOINT`` where that is set, and costing nothing where it is not."""

import os


def trace() -> None:
    """Spans of every request, continuing the caller's ``traceparent``. Called once in each serving process."""
    if "OTEL_EXPORTER_OTLP_ENDPOINT" not in os.environ:
        return
    # Here, as no start without traces should wait for them.
    from opentelemetry import trace as api
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.django import DjangoInstrumentor
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    role = os.environ.get("LYCEUM_ROLE", "web")
    provider = TracerProvider(resource=Resource.create({"service.name": f"lyceum-{role}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    api.set_tracer_provider(provider)
    DjangoInstrumentor().instrument(is_sql_commentor_enabled=False)
