"""The slides' images: each under a path that names its content, so that caches may keep it for good."""

from typing import Annotated

from fastapi import APIRouter, Header, Path
from starlette.responses import Response

from assistant.api.problems import Problem
from assistant.api.routes import DocumentId, check_slide, problems
from assistant.api.serving import Serving
from corpus.model import ImageOrigin, Slide

MEDIA_TYPE = "image/webp"
FOR_GOOD = "private, max-age=31536000, immutable"

ORIGIN_LABELS = {
    ImageOrigin.PAGE: "The page as published.",
    ImageOrigin.OFFICE: "The slide as LibreOffice draws it; PowerPoint may set it a little differently.",
    ImageOrigin.DRAWING: "A drawing from the slide’s text and where its shapes stand; pictures are left out.",
    ImageOrigin.SET: "Set from the document’s text: the source does not show how the slide looked.",
}
"""What a reader should know of an image, by how it came to be."""


def make_images(serving: Serving) -> APIRouter:
    """Return the route of the slides' images."""
    router = APIRouter()

    @router.get(
        "/d/{document_id}/slides/{number}.{digest}.webp",
        operation_id="getSlideImage",
        tags=["documents"],
        summary="See one slide",
        response_class=Response,
        responses=problems(404, 422, 503)
        | {
            200: {"description": "the image", "content": {MEDIA_TYPE: {}}},
            304: {"description": "the image that the asker has is the right one"},
        },
    )
    def image(
        document_id: DocumentId, number: Number, digest: Digest, if_none_match: IfNoneMatch = ""
    ) -> Response:
        """Give a slide's image as WebP; its path changes whenever its content does."""
        with serving.lease() as answers:
            check_slide(answers, document_id, number)
            slide = answers.slide(document_id, number)
            found = slide.image if slide else None
            if found is None or found.digest != digest:
                raise no_image()
            headers = {"Cache-Control": FOR_GOOD, "ETag": f'"{digest}"'}
            if _has(if_none_match, digest):
                return Response(status_code=304, headers=headers)
            content = answers.read_image(found)
        if content is None:
            raise no_image()
        return Response(content, media_type=MEDIA_TYPE, headers=headers)

    return router


Number = Annotated[int, Path(description="the slide, from 1", examples=[6])]
Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="of the image, as `image_url` gives it")]
IfNoneMatch = Annotated[str, Header(include_in_schema=False)]


def no_image() -> Problem:
    """Return the problem of an image that is not, or no longer, the slide's."""
    detail = "The slide has no such image now. Open the slide’s page to see it as it is."
    return Problem(404, "unknown-image", "No such image", detail)


def describe_image(slide: Slide) -> str:
    """Return what a reader should know of a slide's image; "" without one."""
    return ORIGIN_LABELS[slide.image.origin] if slide.image else ""


def _has(if_none_match: str, digest: str) -> bool:
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in {"*", f'"{digest}"'} for tag in tags)
