"""What the records of the export share."""

from typing import Any

from irp.models import Post, Sourced

Record = dict[str, Any]


def origin(row: Sourced) -> Record:
    """Return where a record stands in the documents, and what contradicts it where anything does.

    Left out for a row that no document names.
    """
    source = {
        "document": row.source_document,
        "section": row.source_section,
        "row": row.source_row,
    }
    return {
        **({"source": source} if row.source_document else {}),
        **({"erratum": row.erratum} if row.erratum else {}),
    }


def title_of(post: Post | None) -> str:
    """Return the post's title, or "" where the document names nobody."""
    return post.title if post else ""
