"""What the two documents say beside their tables, and where they contradict each other."""

from dataclasses import dataclass

from irp.models import Erratum, Statement

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


def documents_page() -> DocumentsPage:
    """Return both documents' statements and every erratum, in two queries."""
    statements = list(Statement.objects.all())
    return DocumentsPage(
        documents=tuple(
            Document(
                key,
                name,
                tuple(statement for statement in statements if statement.source_document == key),
            )
            for key, name in NAMES.items()
        ),
        errata=tuple(Erratum.objects.all()),
    )
