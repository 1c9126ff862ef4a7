"""The JSON routes of uploads, for a person at the machine that serves."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, status
from fastapi.sse import EventSourceResponse
from starlette.responses import Response

from assistant.api.routes import problems
from assistant.api.uploads.arrival import check_declared_size
from assistant.api.uploads.events import upload_events
from assistant.api.uploads.here import check_here, check_media_type, check_own_page, not_here
from assistant.api.uploads.schemas import EntryIn, UploadOut
from assistant.api.uploads.uploads import Uploads

FILE_TYPE = "application/octet-stream"
_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {FILE_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    }
}
_EVENTS = {
    "text/event-stream": {
        "schema": {"type": "string"},
        "example": 'event: state\ndata: {"state": "running", "progress": {"share": 0.5}}\n\n',
    }
}

FileName = Annotated[str, Query(min_length=1, max_length=1000, description="the file's name, not a path")]
UploadId = Annotated[str, Path(max_length=64, description="as POST /api/uploads gave it")]


def make_uploads(uploads: Uploads | None) -> APIRouter:
    """Return the routes of uploads; without uploads each answers that they are not offered."""

    def offered(request: Request) -> Uploads:
        check_here(request)
        if request.method not in {"GET", "HEAD"}:
            check_own_page(request)
        if uploads is None:
            raise not_here()
        return uploads

    offers = Annotated[Uploads, Depends(offered)]
    router = APIRouter(tags=["uploads"])

    @router.post(
        "/api/uploads",
        operation_id="uploadFile",
        summary="Upload a file and see what it would become",
        status_code=status.HTTP_201_CREATED,
        responses=problems(403, 408, 413, 415, 422, 429),
        openapi_extra=_FILE,
    )
    async def upload(request: Request, response: Response, name: FileName, taking: offers) -> UploadOut:
        """Keep a file aside and draft its entry; nothing is added before it is confirmed."""
        check_media_type(request, FILE_TYPE)
        check_declared_size(request, taking.max_bytes)
        taken = await taking.take(name, request.stream())
        response.headers["location"] = f"/api/uploads/{taken.upload_id}"
        return taken

    @router.post(
        "/api/uploads/{upload_id}/confirm",
        operation_id="confirmUpload",
        summary="Add an uploaded file",
        status_code=status.HTTP_202_ACCEPTED,
        responses=problems(403, 404, 408, 409, 413, 415, 422),
    )
    async def confirm(upload_id: UploadId, entry: EntryIn, taking: offers) -> UploadOut:
        """Add a file as a document with this entry; one is added at a time, in the order confirmed."""
        return taking.confirm(upload_id, entry)

    @router.get(
        "/api/uploads/{upload_id}",
        operation_id="getUpload",
        summary="See how far an upload has come",
        responses=problems(403, 404, 422),
    )
    async def state(upload_id: UploadId, taking: offers) -> UploadOut:
        """Give an upload's state; it is `done` when answers can come from it."""
        return taking.describe(upload_id)

    @router.get(
        "/api/uploads/{upload_id}/events",
        operation_id="followUpload",
        summary="Follow an upload until it has ended",
        response_model=None,
        responses=problems(403, 404, 422) | {200: {"description": "`state` events", "content": _EVENTS}},
    )
    async def events(request: Request, upload_id: UploadId, taking: offers) -> Response:
        """Give an upload's state at each change, as server-sent events."""
        taking.describe(upload_id)
        told = upload_events(taking, upload_id, lambda: request.app.state.stopping)
        return EventSourceResponse(told, headers={"X-Accel-Buffering": "no"})

    @router.delete(
        "/api/uploads/{upload_id}",
        operation_id="dropUpload",
        summary="Drop an upload",
        status_code=status.HTTP_204_NO_CONTENT,
        responses=problems(403, 404, 409, 422),
    )
    async def drop(upload_id: UploadId, taking: offers) -> None:
        """Forget an upload and its file; not while it is being added."""
        taking.drop(upload_id)

    return router
