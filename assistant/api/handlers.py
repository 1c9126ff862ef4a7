"""The framework's own errors, as problems."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.api.problems import FieldFault, Problem, bad_fields, from_status
from assistant.api.rendering import respond_with

_FIXES = {
    "missing": "Add it.",
    "extra_forbidden": "Take it out, or mend its name.",
    "string_type": "Send text.",
    "string_unicode": "Send whole characters; half of a surrogate pair is none.",
    "json_invalid": "Send one JSON object.",
    "int_parsing": "Send a whole number.",
    "model_attributes_type": "Send one JSON object.",
    "string_too_long": "Send less text.",
    "too_long": "Send fewer.",
    "too_short": "Send at least one.",
    "enum": "Send one of those that /openapi.json names.",
    "string_pattern_mismatch": "Send it as it was given to you, or leave it out.",
}
_SIZES = {
    "string_too_long": "text of more than {max_length:,} characters",
    "too_long": "more than {max_length:,} of them",
    "too_short": "too few of them",
}
_JSON_WORDS = {
    dict: "an object",
    list: "a list",
    str: "text",
    bytes: "text",
    int: "a number",
    float: "a number",
    bool: "true or false",
    type(None): "null",
}


def add_handlers(app: FastAPI) -> None:
    """Make every error of an app a problem."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_status)
    app.add_exception_handler(RequestValidationError, _on_invalid)


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return respond_with(request, error)


async def _on_status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return respond_with(request, from_status(error))


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return respond_with(request, bad_fields(tuple(_fault(fault) for fault in error.errors())))


def _fault(error: Mapping[str, Any]) -> FieldFault:
    """Return what is wrong with one field, without repeating what the asker typed."""
    kind = str(error["type"])
    field = "body" if kind == "json_invalid" else ".".join(str(part) for part in error["loc"])
    return FieldFault(field=field, found=_found(kind, error), fix=_FIXES.get(kind, "See /openapi.json."))


def _found(kind: str, error: Mapping[str, Any]) -> str:
    if kind == "missing":
        return "nothing, and it is needed"
    if kind == "extra_forbidden":
        return "a field that is not known"
    if kind == "json_invalid":
        return f"no valid JSON at character {error['loc'][-1]}"
    if kind in {"string_unicode", "string_pattern_mismatch"}:
        return "text that is not of the right form"
    if kind in _SIZES:
        return _SIZES[kind].format(**error.get("ctx", {}))
    return f"{_JSON_WORDS.get(type(error.get('input')), 'something')} that does not belong there"
