"""The two documents: statements and errata, for whoever may read the plan (DOMAIN section 2)."""

import pytest
from django.test import Client

from irp.history import record_all
from irp.models import Erratum, Statement
from tests.world import LOADED_AT, LOADER


@pytest.fixture
def both_documents(world):
    """Return the two documents' statements and an erratum, kept."""
    rows = [
        Statement(source_document="CAP", source_section="Foreword", number=1,
                  heading="Length", text="Up to five years."),
        Statement(source_document="IRP", source_section="Section 6", number=2,
                  heading="Annual review", text="Once a year.", erratum="Printed <twice>."),
        Statement(source_document="IRP", source_section="Section 4", number=1,
                  heading="Aim 1", text="Sustainable."),
    ]  # fmt: skip
    record_all(rows, by=LOADER, at=LOADED_AT)
    says = [{"where": "IRP, section 5", "text": "Executive"}, {"where": "CAP", "text": "Extended"}]
    return record_all(
        [Erratum(subject="EMT", says=says, note="Two names.")], by=LOADER, at=LOADED_AT
    )


def test_who_may_read_the_documents(both_documents, sign_in):
    assert Client().get("/documents").url.startswith("/sign-in")
    assert sign_in("nobody").get("/documents").status_code == 403
    assert sign_in("committee").get("/documents").status_code == 200


def test_each_document_says_its_statements_in_its_own_order(both_documents, sign_in, text_of):
    page = text_of(sign_in("lead_member"), "/documents")
    assert "<title>About this plan" in page
    places = [page.index(words) for words in ("Sustainable.", "Once a year.", "Up to five years.")]
    assert places == sorted(places)
    assert "IRP, Section 6" in page and "CAP, Foreword" in page
    assert "Printed &lt;twice&gt;." in page


def test_errata_say_what_stands_where(both_documents, sign_in, text_of):
    page = text_of(sign_in("sao"), "/documents")
    for words in ("EMT", "IRP, section 5", "Executive", "CAP", "Extended", "Two names."):
        assert words in page


def test_nothing_loaded_is_said_so(world, sign_in, text_of):
    page = text_of(sign_in("sao"), "/documents")
    assert page.count("Nothing from this document yet.") == 2
    assert "No differences yet." in page


def test_every_page_of_a_reader_links_to_it(world, sign_in, text_of):
    assert 'href="/documents"' in text_of(sign_in("sao"), "/search")
    assert 'href="/documents"' not in sign_in("nobody").get("/search").content.decode()


def test_queries_do_not_grow_with_what_is_said(both_documents, sign_in, queries_of):
    client = sign_in("sao")
    before = queries_of(client, "/documents")
    more = [
        Statement(source_document="CAP", number=number, heading=f"H{number}", text="T")
        for number in range(2, 30)
    ]
    record_all(more, by=LOADER, at=LOADED_AT)
    assert queries_of(client, "/documents") == before <= 8
