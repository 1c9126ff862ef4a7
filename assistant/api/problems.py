"""Every way a request can fail, as application/problem+json (RFC 9457). No text of an exception gets out."""

from collections.abc import Mapping
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class FieldFault(BaseModel):
    """One field of a request that is not as it should be."""

    field: str = Field(
        description="where it is, as a path from the body or query", examples=["body.question"]
    )
    found: str = Field(description="what was found there", examples=["640 characters"])
    fix: str = Field(description="what to do about it", examples=["Ask in at most 500 characters."])


class ProblemOut(BaseModel):
    """A problem of RFC 9457."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:ssp-assistant:problem:unknown-slide",
                    "title": "No such slide",
                    "status": 404,
                    "detail": "This document has 24 slides; there is no slide 99.",
                    "instance": "5f0c6f5e9d0b4f0e8a1f3c2d4b5a6978",
                    "errors": [],
                }
            ]
        }
    )

    type: str = Field(description="a stable name of this kind of problem")
    title: str = Field(description="the kind of problem in a few words")
    status: int = Field(description="the HTTP status")
    detail: str = Field(description="what was found and what to do")
    instance: str = Field(description="the request's id, as in X-Request-ID and the log")
    errors: list[FieldFault] = Field(default=[], description="each field that is not as it should be")


class Problem(Exception):
    """One problem, raised anywhere at the rim and written out there once."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        detail: str,
        *,
        errors: tuple[FieldFault, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(title)
        self.status = status
        self.kind = kind
        self.title = title
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})

    def describe(self, request_id: str) -> ProblemOut:
        """Return the problem as it is written out for one request."""
        return ProblemOut(
            type=f"urn:ssp-assistant:problem:{self.kind}",
            title=self.title,
            status=self.status,
            detail=self.detail,
            instance=request_id,
            errors=list(self.errors),
        )

    def respond(self, request_id: str) -> Response:
        """Return the problem as a response of its own."""
        return Response(
            self.describe(request_id).model_dump_json(),
            status_code=self.status,
            headers=self.headers,
            media_type=MEDIA_TYPE,
        )


def not_ready(*, failed: bool = False, emptied: bool = False) -> Problem:
    """Return the problem of a service that cannot answer yet, could not load, or has no document left."""
    detail = "The documents are still being opened. Try again in a few seconds."
    if failed:
        detail = "The documents could not be opened. Whoever runs the service finds the reason in its log."
    if emptied:
        detail = "There is no document to answer from any more: the last was withdrawn or is held back."
        failed = True
    return Problem(503, "not-ready", "Not ready", detail, headers={"Retry-After": "60" if failed else "3"})


def too_busy() -> Problem:
    """Return the problem of a service with as many questions in hand as it takes."""
    detail = "More questions are being answered than this service takes at once. Ask again in a moment."
    return Problem(429, "too-busy", "Too many questions at once", detail, headers={"Retry-After": "1"})


def bad_field(field: str, found: str, fix: str) -> Problem:
    """Return the problem of one field that is not as it should be."""
    return bad_fields((FieldFault(field=field, found=found, fix=fix),))


def bad_fields(faults: tuple[FieldFault, ...]) -> Problem:
    """Return the problem of several fields, each named in `errors`; the detail says the first."""
    first = faults[0]
    detail = f"{first.field}: {first.found}. {first.fix}"
    return Problem(422, "invalid-request", "The request cannot be read", detail, errors=faults)


def not_asked_of(document_id: str) -> Problem:
    """Return the problem of a question that is asked of a document which is not there."""
    found = f"no document has the id “{document_id}”"
    return bad_field("body.documents", found, "Take ids that GET /api/documents lists, or none to ask all.")


def unknown_document(known: int) -> Problem:
    """Return the problem of a document id that nobody has."""
    detail = f"No document has that id. {known} are known; GET /api/documents lists them."
    return Problem(404, "unknown-document", "No such document", detail)


def unknown_slide(number: int, count: int) -> Problem:
    """Return the problem of a slide number outside its document."""
    detail = f"This document has {count} slides; there is no slide {number}."
    return Problem(404, "unknown-slide", "No such slide", detail)


def unexpected() -> Problem:
    """Return the problem of a fault of ours."""
    detail = "Something went wrong here. Give the id of this request to whoever runs the service."
    return Problem(500, "unexpected", "Something went wrong", detail)


def from_status(error: HTTPException) -> Problem:
    """Return a framework's own HTTP error (404, 405, an unreadable body) as a problem."""
    status = HTTPStatus(error.status_code)
    details = {
        HTTPStatus.NOT_FOUND: "Nothing is at this address. /openapi.json lists what there is.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method; see the Allow header.",
        HTTPStatus.BAD_REQUEST: "The request's body cannot be read as JSON.",
    }
    kind = status.phrase.lower().replace(" ", "-")
    detail = details.get(status, status.description or status.phrase)
    return Problem(int(status), kind, status.phrase, detail, headers=error.headers)
