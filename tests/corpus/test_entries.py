import json

import pytest

from corpus.entries import change_document, read_entry, succession_faults
from corpus.errors import EntryError
from corpus.model import DocumentKind, DocumentStatus
from tests.fakes import a_document

ENTRY: dict[str, object] = {
    "id": "review",
    "title": "The review",
    "kind": "review",
    "period": "",
    "area": "",
    "publisher": "",
    "audience": "public",
    "presented_on": None,
    "presented_to": "",
    "publisher_aliases": [],
    "source": "",
}


def test_a_confirmed_entry_is_read_in_its_types() -> None:
    fields = read_entry(json.dumps(ENTRY | {"presented_on": "2021-04-12"}))

    assert fields["kind"] is DocumentKind.REVIEW
    assert str(fields["presented_on"]) == "2021-04-12"


def test_every_fault_of_an_entry_is_named() -> None:
    with pytest.raises(EntryError) as caught:
        read_entry(json.dumps(ENTRY | {"kind": "memo", "titel": "x", "title": ""}))

    assert caught.value.exit_code == 2
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()[1:]] == [
        "entry of the command line, field 'title'",
        "entry of the command line, field 'kind'",
        "entry of the command line, field 'titel'",
    ]


@pytest.mark.parametrize("text", ["", "[]", "{", '"review"'])
def test_what_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(EntryError, match="entry of the command line: "):
        read_entry(text)


def test_a_change_leaves_the_other_fields() -> None:
    document = change_document(a_document("plan"), {"title": "A new title", "presented_on": "2021-04-12"})

    assert (document.title, str(document.presented_on), document.area) == (
        "A new title",
        "2021-04-12",
        "Anyshire",
    )


def test_a_change_to_something_wrong_is_refused() -> None:
    with pytest.raises(EntryError, match="entry 'plan', field 'presented_on'"):
        change_document(a_document("plan"), {"presented_on": "soon"})


def faults(**superseded_by: str) -> list[str]:
    return list(
        succession_faults(
            [
                a_document(
                    name,
                    status=DocumentStatus.SUPERSEDED if by else DocumentStatus.CURRENT,
                    superseded_by=by,
                )
                for name, by in superseded_by.items()
            ]
        )
    )


def test_a_document_may_be_superseded_by_one_that_is_superseded() -> None:
    assert faults(old="middle", middle="new", new="") == []


def test_what_takes_a_documents_place_must_be_listed() -> None:
    assert faults(old="newer", new="") == [
        "entry 'old', field 'superseded_by': no entry has the id 'newer'; did you mean 'new'?"
    ]


def test_documents_that_supersede_each_other_are_refused() -> None:
    assert [fault.split(", ")[0] for fault in faults(old="new", new="old")] == ["entry 'old'", "entry 'new'"]


def test_a_document_that_leads_into_a_ring_without_being_in_it_is_not_named() -> None:
    assert [fault.split(", ")[0] for fault in faults(first="old", old="new", new="old")] == [
        "entry 'old'",
        "entry 'new'",
    ]


@pytest.mark.parametrize(
    ("status", "by"),
    [(DocumentStatus.SUPERSEDED, ""), (DocumentStatus.CURRENT, "b"), (DocumentStatus.WITHDRAWN, "b")],
)
def test_status_and_successor_go_together(status: DocumentStatus, by: str) -> None:
    (fault,) = succession_faults([a_document("a", status=status, superseded_by=by), a_document("b")])

    assert "goes with status" in fault
