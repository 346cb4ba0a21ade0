"""Who is who in a programme, now or as history held it: posts, who holds them, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from irp.facts import HolderFacts
from irp.models import Post
from irp.readings import Source, holders
from irp.rules.numbers import all_of
from programmes.facts.owners import LeadFacts
from programmes.models import Milestone, Programme
from programmes.readings.owners import leads, preparers
from programmes.rules.owners import CHIEF_EXECUTIVE
from programmes.words import Signatories


@dataclass(frozen=True, kw_only=True)
class NamedPost:
    """A post that a programme or a row names, and who holds it; a joint post by its parts."""

    key: int
    title: str
    holders: tuple[HolderFacts, ...]
    parts: "tuple[NamedPost, ...]" = ()

    @property
    def is_vacant(self) -> bool:
        """Tell whether nobody holds it, or a part of it."""
        return not self.holders and not (self.parts and all(part.holders for part in self.parts))

    @property
    def people(self) -> str:
        """Return who holds it in words, "vacant" where nobody does."""
        own = "; ".join(holder.words for holder in self.holders)
        if own or not self.parts:
            return own or "vacant"
        return "; ".join(part.people for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class RowPeople:
    """The people of one row."""

    ref: str
    title: str
    sao: NamedPost
    has_own_sao: bool
    lead: NamedPost | None  # who answers for it
    others: tuple[NamedPost, ...]
    lead_member: NamedPost | None

    @property
    def other_titles(self) -> str:
        """Return the other leads' posts, "" for none."""
        return "; ".join(post.title for post in self.others)

    @property
    def other_people(self) -> str:
        """Return who holds the other leads' posts, "" for none."""
        return "; ".join(post.people for post in self.others)


@dataclass(frozen=True, kw_only=True)
class ProgrammePeople:
    """The people of a programme and of its rows in force."""

    sao: NamedPost
    signing_lead: NamedPost | None
    all_sign: bool
    reserve: NamedPost | None
    rdl: NamedPost | None
    lead_member: NamedPost | None
    preparers: tuple[NamedPost, ...]
    rows: tuple[RowPeople, ...]

    @property
    def signs(self) -> str:
        """Return who signs the programme's returns, as a sentence (Rule 17)."""
        if self.all_sign:
            return "Every SAO named here and in the rows signs"
        if self.signing_lead:
            return f"{self.signing_lead.title} signs for all of them"
        if self.sao.parts:
            sign = all_of(len(self.sao.parts), "post").capitalize()
            return f"{sign} sign. {self.sao.parts[0].title} gives the rating"
        return "The SAO signs"


@dataclass(frozen=True)
class _Posts:
    """Posts by key, with who holds each."""

    rows: Mapping[int, Any]
    held: Mapping[int, tuple[HolderFacts, ...]]

    def named(self, key: int | None) -> NamedPost | None:
        """Return a post by its key; None for none."""
        if key is None:
            return None
        row = self.rows[key]
        titled = {other.title: other.id for other in self.rows.values()}
        parts = (self.named(titled.get(title)) for title in row.part_titles)
        return NamedPost(
            key=key,
            title=row.title,
            holders=self.held.get(key, ()),
            parts=tuple(part for part in parts if part),
        )

    def known(self, title: str) -> NamedPost | None:
        """Return a post by its title; None where the record has none."""
        return self.named(next((row.id for row in self.rows.values() if row.title == title), None))

    def titled(self, title: str) -> NamedPost:
        """Return a post that is in the record by its title."""
        found = self.known(title)
        assert found is not None
        return found


def programme_people(source: Source, ref: str, *, on: date) -> ProgrammePeople | None:
    """Return the people of a programme, in seven statements; None where there is none yet."""
    programmes = source.rows(Programme, ref=ref)
    if not programmes:
        return None
    programme = programmes[0]
    posts = _Posts({row.id: row for row in source.rows(Post)}, holders(source, on=on))
    titles = {key: row.title for key, row in posts.rows.items()}
    rows = [
        row
        for row in source.rows_having(Milestone, programme_id=programme.id)
        if row.retired_on is None or on < row.retired_on
    ]
    rows.sort(key=lambda row: row.number)
    led = leads(source, [row.id for row in rows], titles)
    sao = posts.named(programme.sao_id)
    assert sao is not None
    return ProgrammePeople(
        sao=sao,
        signing_lead=posts.named(programme.signing_lead_id),
        all_sign=programme.signatories == Signatories.ALL,
        reserve=posts.named(programme.reserve_id) or posts.known(CHIEF_EXECUTIVE),
        rdl=posts.named(programme.rdl_id),
        lead_member=posts.named(programme.lead_member_id),
        preparers=tuple(
            posts.titled(title) for title in preparers(source, titles).get(programme.id, ())
        ),
        rows=tuple(_row(row, programme, led.get(row.id, ()), posts) for row in rows),
    )


def _row(row: Any, programme: Any, named: tuple[LeadFacts, ...], posts: _Posts) -> RowPeople:
    sao = posts.named(row.own_sao_id or programme.sao_id)
    assert sao is not None
    return RowPeople(
        ref=row.ref,
        title=row.title,
        sao=sao,
        has_own_sao=row.own_sao_id is not None and row.own_sao_id != programme.sao_id,
        lead=next((posts.titled(lead.post) for lead in named if lead.accountable), None),
        others=tuple(posts.titled(lead.post) for lead in named if not lead.accountable),
        lead_member=posts.named(row.own_lead_member_id or programme.lead_member_id),
    )
