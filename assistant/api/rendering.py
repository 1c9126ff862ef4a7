"""Which face a response wears: the templates of the pages, and problems as JSON or as a page."""

from pathlib import Path
from typing import Any

from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from assistant.api.problems import Problem

WIDGET = Path(__file__).parent.parent / "widget"
_MACHINE_PATHS = ("/api/", "/healthz", "/readyz", "/openapi.json")

_environment = Environment(
    loader=FileSystemLoader(WIDGET / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates = Jinja2Templates(env=_environment)


def page(request: Request, template: str, context: dict[str, Any], status: int = 200) -> Response:
    """Return a page made from a template; every value in it is escaped."""
    return _templates.TemplateResponse(request, template, context, status_code=status)


def respond_with(request: Request, problem: Problem) -> Response:
    """Return a problem the way its asker reads: a page for a browser on our pages, else problem+json."""
    if request.url.path.startswith(_MACHINE_PATHS) or "text/html" not in request.headers.get("accept", ""):
        return problem.respond(request_id_of(request))
    context = {"problem": problem.describe(request_id_of(request))}
    response = page(request, "problem.html", context, problem.status)
    response.headers.update(problem.headers)
    return response


def request_id_of(request: Request) -> str:
    """Return the id that Frame gave a request."""
    return str(request.scope.get("state", {}).get("request_id", ""))
