"""Traces to a collector by OpenTelemetry's protocol over HTTP. Imported when an endpoint is set, and only then.

The packages are the extra `traces`. OpenTelemetry's own variables hold (OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_HEADERS,
OTEL_TRACES_SAMPLER …). What cannot be delivered is dropped: at most 2 048 spans wait.
"""

import asyncio
import contextlib
import logging
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Final

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span as Traced
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer

from bot import spans
from bot.spans import Fact, Span

NAME: Final = "boten"
STOP_SECONDS: Final = 2.0
"""How long the last traces may take on their way when the bot stops."""
_KINDS: Final = {spans.TURN: SpanKind.SERVER, spans.SEND: SpanKind.CLIENT, spans.ASK: SpanKind.CLIENT}


class _Told:
    def __init__(self, traced: Traced) -> None:
        self._traced = traced

    def tell(self, **facts: Fact) -> None:
        """Add facts, or change them."""
        for name, value in facts.items():
            self._traced.set_attribute(f"bot.{name}", value)


class OpenTelemetry:
    """Tells a collector."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    @contextlib.contextmanager
    def begin(self, name: str, **facts: Fact) -> Iterator[Span]:
        """Tell of a thing as long as the block lasts."""
        # OpenTelemetry would write the message of a fault, and its stack with what was in it.
        with self._tracer.start_as_current_span(
            name, kind=_KINDS.get(name, SpanKind.INTERNAL), record_exception=False, set_status_on_exception=False
        ) as traced:
            told = _Told(traced)
            told.tell(**facts)
            try:
                yield told
            except BaseException as fault:
                told.tell(fault=type(fault).__qualname__)
                traced.set_status(Status(StatusCode.ERROR))
                raise


@contextlib.asynccontextmanager
async def tracing(endpoint: str) -> AsyncIterator[OpenTelemetry]:
    """Send traces to a collector, such as http://collector:4318, as long as the block lasts."""
    # Each batch that must wait is a warning; when it is given up an error says so.
    logging.getLogger("opentelemetry.exporter").setLevel(logging.ERROR)
    named = Resource({SERVICE_NAME: NAME})
    told = Resource.create()
    if str(told.attributes[SERVICE_NAME]).startswith("unknown_service"):
        told = told.merge(named)
    provider = TracerProvider(resource=told, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=f"{endpoint}/v1/traces")))
    try:
        yield OpenTelemetry(provider.get_tracer(NAME))
    finally:
        # A collector that is away is tried for longer than a stop may take; a daemon's thread ends with the process.
        last = threading.Thread(target=provider.shutdown, daemon=True)
        last.start()
        await asyncio.to_thread(last.join, STOP_SECONDS)
