"""Who may add documents: a person at the machine that serves, on our own page."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

from assistant.api.problems import Problem

LOCAL_NAMES = ("localhost", "ip6-localhost")
_PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a proxy adds: behind one, an address of this machine is anybody's."""


def is_here(request: Request) -> bool:
    """Return whether a request comes from this machine, under one of this machine's own names."""
    peer = request.client.host if request.client else ""
    name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    passed_on = any(header in request.headers for header in _PASSED_ON)
    return _is_loopback(peer) and (name in LOCAL_NAMES or _is_loopback(name)) and not passed_on


def check_here(request: Request) -> None:
    """Raise the problem of a request from elsewhere.

    Raises:
        Problem: status 403.
    """
    if not is_here(request):
        raise not_here()


def check_own_page(request: Request) -> None:
    """Raise the problem of a change that another site's page asked for.

    Browsers say where a request comes from in Origin or Sec-Fetch-Site; programs say neither.

    Raises:
        Problem: status 403.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    is_ours = origin is None or urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()
    if not is_ours or site not in {"same-origin", "none"}:
        detail = "Another site's page asked for this. Use the Documents page of this service."
        raise Problem(403, "foreign-page", "Not from this page", detail)


def check_media_type(request: Request, wanted: str) -> None:
    """Raise the problem of a body that is not declared as what it must be.

    A page of another site cannot send these types without asking first, which we never allow.

    Raises:
        Problem: status 415.
    """
    found = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if found != wanted:
        detail = f"Send it with the header Content-Type: {wanted}."
        raise Problem(415, "wrong-type", "Not what is taken here", detail, headers={"Accept": wanted})


def not_here() -> Problem:
    """Return the problem of adding documents where that is not offered."""
    detail = (
        "Documents are added here only at the machine that serves them, when the service is set so. "
        "Whoever runs the service adds them with: ssp ingest FILE"
    )
    return Problem(403, "uploads-off", "Not offered here", detail)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
