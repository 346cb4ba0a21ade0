"""About this plan: what the two documents say beside their tables, errata, the timeline."""

from dataclasses import dataclass

from assurance.facts import TimelineFacts
from assurance.readings.outcomes import timeline
from dashboards.readings.documents import errata_read, statements_read
from irp.models import Erratum, Statement
from irp.readings import Source

NAMES = {"IRP": "Improvement and Recovery Plan", "CAP": "Commissioners’ Assurance Plan"}


@dataclass(frozen=True)
class Document:
    """One of the two documents, with what it says in its order."""

    key: str
    name: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class DocumentsPage:
    """The page of the two documents."""

    documents: tuple[Document, ...]
    errata: tuple[Erratum, ...]
    entries: tuple[TimelineFacts, ...]  # of the intervention


def documents_page(source: Source) -> DocumentsPage:
    """Return both documents' statements, every erratum and the timeline, in three queries."""
    statements = statements_read()
    return DocumentsPage(
        documents=tuple(
            Document(
                key,
                name,
                tuple(statement for statement in statements if statement.source_document == key),
            )
            for key, name in NAMES.items()
        ),
        errata=errata_read(),
        entries=timeline(source),
    )
