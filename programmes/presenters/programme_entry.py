"""What the plan says of a programme beside its rows, as its page and its own entry print it."""

from dataclasses import dataclass

from irp.rules.texts import cited
from programmes.readings.programme_entries import EntryReading
from programmes.words import RDL_NOT_NAMED


@dataclass(frozen=True, kw_only=True)
class ProgrammeEntry:
    """What the plan says of a programme beside its rows."""

    sao: str
    rdl: str
    lead_member: str | None
    all_sign: tuple[str, ...]  # the posts, where all of them sign
    aliases: tuple[str, ...]
    source: str
    erratum: str
    purpose: str
    notes: tuple[tuple[str, str], ...]  # workstream, "" for none, and text


def plan_entry(read: EntryReading) -> ProgrammeEntry:
    """Return a programme's entry in the plan."""
    row, posts = read.row, read.posts
    rdl, lead_member = posts.get(row.rdl_id), posts.get(row.lead_member_id)
    return ProgrammeEntry(
        sao=posts[row.sao_id].title,
        rdl=rdl.title if rdl else RDL_NOT_NAMED,
        lead_member=lead_member.title if lead_member else None,
        all_sign=read.signing_posts if len(read.signing_posts) > 1 else (),
        aliases=tuple(row.aliases),
        source=cited(row.source_document, row.source_section, row.source_row),
        erratum=row.erratum,
        purpose=row.purpose,
        notes=read.notes,
    )
