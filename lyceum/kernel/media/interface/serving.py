"""Bytes on their way to a browser: harmless whatever they are, in parts when asked, by the quickest road."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from lyceum.kernel.foundation.rules.refusal import NotFound, Unavailable
from lyceum.kernel.media.models import StoredFile
from lyceum.kernel.media.ports import Missing, StoreDown, store
from lyceum.kernel.media.rules.span import OutOfRange, Span, span_of
from lyceum.kernel.media.rules.visibility import Visibility

_HARMLESS = "default-src 'none'; img-src 'self'; style-src 'none'; sandbox; frame-ancestors 'none'"


def served(request: HttpRequest, file: StoredFile, variant: str) -> HttpResponseBase:
    if variant not in file.variants:
        raise NotFound(_("There is no such file."))
    etag = f'"{file.sha256[:32]}-{variant}"'
    answer = _unchanged(request, etag) or _by_another_road(file, variant) or _streamed(request, file, variant, etag)
    return _labelled(answer, file, etag)


def _unchanged(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    answer = get_conditional_response(request, etag=etag)
    return answer if answer is not None and answer.status_code == 304 else None


def _by_another_road(file: StoredFile, variant: str) -> HttpResponseBase | None:
    """nginx sends the bytes itself, or the browser fetches them from the bucket, where so configured."""
    if settings.MEDIA_ACCEL and store().path_of(file.key(variant)):
        answer = HttpResponse()
        answer["X-Accel-Redirect"] = f"{settings.MEDIA_ACCEL.rstrip('/')}/{file.key(variant)}"
        return answer
    if settings.MEDIA_SIGNED_SECONDS and (
        address := store().address_of(file.key(variant), settings.MEDIA_SIGNED_SECONDS)
    ):
        return HttpResponseRedirect(address)
    return None


def _streamed(request: HttpRequest, file: StoredFile, variant: str, etag: str) -> HttpResponseBase:
    size = file.variants[variant]
    try:
        span = _span_asked(request, size, etag)
    except OutOfRange:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = (span.start, span.end) if span else (0, size)
    try:
        pieces = store().read(file.key(variant), start, end if span else None)
    except Missing as fault:
        raise NotFound(_("There is no such file.")) from fault
    except StoreDown as fault:
        raise Unavailable(_("The file cannot be read just now. Try again in a moment.")) from fault
    answer = StreamingHttpResponse(pieces, status=206 if span else 200)
    answer["Content-Length"] = str(end - start)
    answer["Accept-Ranges"] = "bytes"
    if span:
        answer["Content-Range"] = span.header(size)
    return answer


def _span_asked(request: HttpRequest, size: int, etag: str) -> Span | None:
    asked, unless_changed = request.headers.get("Range", ""), request.headers.get("If-Range", "")
    if not asked or (unless_changed and unless_changed != etag):
        return None
    return span_of(asked, size)


def _labelled(answer: HttpResponseBase, file: StoredFile, etag: str) -> HttpResponseBase:
    answer["ETag"] = etag
    answer["Content-Type"] = "text/plain; charset=utf-8" if file.content_type == "text/plain" else file.content_type
    answer["Content-Disposition"] = content_disposition_header(not file.is_picture, file.name) or "inline"
    answer["Content-Security-Policy"] = _HARMLESS
    answer["X-Content-Type-Options"] = "nosniff"
    public = file.visibility == Visibility.PUBLIC
    answer["Cache-Control"] = "public, max-age=86400" if public else "private, no-cache"
    if public:
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"  # a logo stands in letters, which others show
    return answer
