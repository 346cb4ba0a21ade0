"""Committees and what they take as facts, now or as at a past moment."""

from collections import defaultdict
from typing import Any

from irp.models import Board
from irp.readings import Source
from irp.rules.texts import cited
from irp.words import Oversight
from programmes.facts.committees import CommitteeFacts, CommitteesFacts, RemitFacts
from programmes.models import CommitteeRemit, Programme


def committees(source: Source) -> CommitteesFacts:
    """Return the committees that are given anything, in three statements."""
    boards = [row for row in source.rows(Board) if row.oversight]
    programmes = sorted(source.rows(Programme), key=lambda row: row.number)
    refs = {row.id: row.ref for row in programmes}
    acts = defaultdict(list)
    for remit in source.acts(CommitteeRemit):
        acts[remit.board_id].append(remit_facts(remit, refs[remit.programme_id]))
    return CommitteesFacts(
        committees=tuple(
            CommitteeFacts(
                key=row.id,
                name=row.name,
                oversight=Oversight(row.oversight),
                remits=tuple(acts[row.id]),
            )
            for row in sorted(boards, key=lambda row: row.number)
        ),
        programmes={row.ref: row.name for row in programmes if row.closed_on is None},
    )


def remit_facts(row: Any, programme: str) -> RemitFacts:
    """Return an act; `programme` is the reference of its programme."""
    same = ("number", "takes", "from_on", "words", "reason", "by_name", "by_post", "at")
    source = (row.source_document, row.source_section, "")
    return RemitFacts(
        **{name: getattr(row, name) for name in same},
        programme=programme,
        source=cited(*source) if row.source_document else "",
    )
