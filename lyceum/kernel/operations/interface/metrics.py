"""What Prometheus scrapes: requests as every process counted them, and the queue as it stands."""

import os
import socket
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.values import MultiProcessValue

from lyceum.kernel.foundation import registry as house
from lyceum.kernel.foundation.rules.contribution import Measure
from lyceum.kernel.operations.queries.queue import QueueNow, queue_now

DIRECTORY = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 5.0, 10.0)


def _who() -> str:
    """Two containers that share the directory may have processes of the same number."""
    return f"{socket.gethostname().replace('_', '-')}-{os.getpid()}"


if DIRECTORY:
    values.ValueClass = MultiProcessValue(_who)

REQUESTS = Counter("lyceum_requests", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram("lyceum_request_seconds", "Time to answer a request.", ["route"], buckets=BUCKETS)
JOBS = Counter("lyceum_jobs_run", "Jobs run by this installation's workers.", ["job", "outcome"])
JOB_SECONDS = Histogram("lyceum_job_seconds", "Time that a job ran.", ["job"], buckets=BUCKETS)
SOCKETS = Gauge("lyceum_live_sockets", "Sockets that are open now.", multiprocess_mode="livesum")
DELIVERIES = Counter("lyceum_live_deliveries", "Frames handed to a socket.")
LAG = Histogram("lyceum_live_lag_seconds", "From the push of a content to its sockets.", buckets=BUCKETS)
SLOW = Counter("lyceum_live_slow_sockets", "Sockets closed because they did not keep up.")
REOPENED = Counter("lyceum_live_bus_reopened", "Times a connection to the bus was opened.", ["wire"])
LIVE = (SOCKETS, DELIVERIES, LAG, SLOW, REOPENED)


def exposition() -> bytes:
    """Prometheus's text format, over all processes of this machine."""
    return generate_latest(registry())


def registry() -> CollectorRegistry:
    made = CollectorRegistry()
    if DIRECTORY:
        MultiProcessCollector(made)
    else:
        for metric in (REQUESTS, SECONDS, JOBS, JOB_SECONDS, *LIVE):
            made.register(metric)
    made.register(_Standing())  # type: ignore[arg-type]
    return made


class _Standing:
    """Read from the database at every scrape, so that it holds whichever process answers."""

    def collect(self) -> Iterator[Any]:
        now = _queue_or_nothing()
        yield GaugeMetricFamily("lyceum_database_up", "1 when the database answers.", value=float(now is not None))
        if now is None:
            return
        jobs = GaugeMetricFamily("lyceum_jobs", "Jobs in the queue by what has become of them.", labels=["status"])
        for status, count in now.by_status.items():
            jobs.add_metric([status], count)
        yield jobs
        yield GaugeMetricFamily("lyceum_queue_depth", "Jobs that could run now and wait.", value=now.waiting)
        yield GaugeMetricFamily("lyceum_queue_wait_seconds", "How long the oldest waits.", value=now.oldest_seconds)
        yield GaugeMetricFamily("lyceum_workers", "Workers with a fresh heartbeat.", value=now.workers)
        yield from map(_family, house.measures())


def _family(measure: Measure) -> CounterMetricFamily | GaugeMetricFamily:
    kind = CounterMetricFamily if measure.is_counter else GaugeMetricFamily
    family = kind(f"lyceum_{measure.name}", measure.text, labels=measure.labels)
    for labels, value in measure.samples.items():
        family.add_metric(labels, value)
    return family


def _queue_or_nothing() -> QueueNow | None:
    try:
        return queue_now()
    except DatabaseError:
        return None


def counted() -> dict[str, Any]:
    """All requests since the processes started, summed over routes: what a minute's measurement is reckoned from."""
    total: dict[str, Any] = {"requests": 0, "errors": 0, "buckets": {}}
    for family in registry().collect():
        for sample in family.samples:
            if sample.name == "lyceum_requests_total":
                total["requests"] += int(sample.value)
                total["errors"] += int(sample.value) if sample.labels["status"].startswith("5") else 0
            elif sample.name == "lyceum_request_seconds_bucket":
                bound = str(float(sample.labels["le"]))
                total["buckets"][bound] = total["buckets"].get(bound, 0) + int(sample.value)
    return total
