"""What the records of the export share."""

from typing import Any

from django.db.models import QuerySet

from irp.models import Post, Sourced

Record = dict[str, Any]


def published(rows: QuerySet) -> QuerySet:
    """Return the rows that a document names: what the council has entered since is left out."""
    return rows.exclude(source_document="")


def reference(row: Sourced) -> Record:
    """Return where a record stands in the documents."""
    return {
        "document": row.source_document,
        "section": row.source_section,
        "row": row.source_row,
    }


def origin(row: Sourced) -> Record:
    """Return where a record stands in the documents, and what contradicts it where anything does.

    Left out for a row that no document names.
    """
    return {
        **({"source": reference(row)} if row.source_document else {}),
        **({"erratum": row.erratum} if row.erratum else {}),
    }


def title_of(post: Post | None) -> str:
    """Return the post's title, or "" where the document names nobody.

    A post that the council has added, such as an appointed RDL's, is none of the document's.
    """
    return post.title if post and post.source_document else ""
