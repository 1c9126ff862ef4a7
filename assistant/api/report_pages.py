"""The pages that say what was read of each document, what was left out, and what to look at."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from assistant.api.pages import Pages
from assistant.api.problems import Problem
from assistant.api.reports import Reports
from assistant.api.routes import DocumentId
from assistant.api.uploads.here import is_here
from assistant.api.wording import IMAGE_WORDS, OUTCOME_WORDS, plain
from corpus.faithfulness import DocumentFaithfulness


def make_report_pages(pages: Pages, reports: Reports) -> APIRouter:
    """Return the routes of the report pages.

    What is held back or could not be read is told only at the machine that serves: its name and
    marking may be as little for others as its words.
    """
    router = APIRouter(include_in_schema=False)
    words = {
        "outcome_words": OUTCOME_WORDS,
        "image_words": IMAGE_WORDS,
        "plain": plain,
        "notes": _count_notes,
    }

    @router.get("/documents/report")
    def overview(request: Request) -> Response:
        told = reports.read()
        read = [report for report in told if report.document]
        left_out = [report for report in told if not report.document] if is_here(request) else []
        return pages.show(request, "reports.html", reports=read, left_out=left_out, **words)

    @router.get("/documents/{document_id}/report")
    def one(request: Request, document_id: DocumentId) -> Response:
        told = reports.read()
        report = next((report for report in told if report.document_id == document_id), None)
        if report is None or not (report.document or is_here(request)):
            raise Problem(
                404, "unknown-document", "No such document", "No document of the index has that id."
            )
        titles = {other.document_id: other.document.title for other in told if other.document}
        return pages.show(request, "report.html", report=report, titles=titles, **words)

    return router


def _count_notes(report: DocumentFaithfulness) -> int:
    """Return how many things a person should look at."""
    unsure = report.picture_text.unsure if report.picture_text else ()
    lists = (report.warnings, report.picture_only, report.hidden, report.markings, report.near, unsure)
    return sum(map(len, lists)) + bool(report.period and report.period.note)
