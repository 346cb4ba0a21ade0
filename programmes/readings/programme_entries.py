"""What the plan says of a programme beside its rows: its posts, its notes, who signs for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.models import Post
from irp.readings import Source, columns_having
from programmes.models import Milestone, Programme, ProgrammeNote, Workstream
from programmes.rules.owners import posts_that_sign
from programmes.words import Signatories


@dataclass(frozen=True, kw_only=True)
class EntryReading:
    """A programme's row with the rows that its entry in the plan is printed from."""

    row: Any
    posts: Mapping[int, Any]  # rows by key
    signing_posts: tuple[str, ...]  # titles
    notes: tuple[tuple[str, str], ...]  # by number: workstream, "" for none, and text


def entry_reading(source: Source, ref: str, *, on: date) -> EntryReading | None:
    """Return a programme's entry in five statements; None where there is no such programme yet.

    The SAOs of rows retired by `on` sign no more.
    """
    row = next(iter(source.rows(Programme, ref=ref)), None)
    if row is None:
        return None
    posts = {post.id: post for post in source.rows(Post)}
    of_rows = columns_having(source, Milestone, "own_sao_id", "retired_on", programme_id=row.id)
    own = (
        posts[sao].title
        for sao, retired_on in of_rows
        if sao and (retired_on is None or on < retired_on)
    )
    streams = dict(source.columns(Workstream, "id", "name", programme_id=row.id))
    notes = source.rows_having(ProgrammeNote, programme_id=row.id)
    return EntryReading(
        row=row,
        posts=posts,
        signing_posts=posts_signing(row, own, posts),
        notes=tuple(
            (streams.get(note.workstream_id, ""), note.text)
            for note in sorted(notes, key=lambda note: note.number)
        ),
    )


def posts_signing(row: Any, own: Iterable[str], posts: Mapping[int, Any]) -> tuple[str, ...]:
    """Return the titles of the posts that sign a programme's return (Rule 17).

    `own` are the titles of the SAOs of single rows in force, `posts` all rows of posts by key.
    """
    titles = {post.title for post in posts.values()}
    named = posts.get(row.signing_lead_id)
    return posts_that_sign(
        all_sign=row.signatories == Signatories.ALL,
        lead=posts[row.sao_id].title,
        own=own,
        parts=[title for title in posts[row.sao_id].part_titles if title in titles],
        named=named.title if named else None,
    )
