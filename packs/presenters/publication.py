"""How far an edition has come, as its page shows it: issued, received, published (24e, 30)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from irp.models import User
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from packs.facts.publication import IssuedFacts, PreElectionFacts, StepFacts
from packs.figures.publication import after_the_meeting, publication_words
from packs.models import Pack
from packs.readings.publication import issued_facts, pre_election_periods, steps_in
from packs.readings.replaced import issued_by
from packs.rules.pre_election import pre_election_on
from packs.rules.publication import corrected, is_cleared, last, step_refusals
from packs.words import TO_PUBLISH, Audience, EditionStatus, Forum, PackState
from packs.words.publication import PublicationStep


@dataclass(frozen=True, kw_only=True)
class StepLine:
    """One act in its order; None of what has not happened."""

    step: PublicationStep
    newest: StepFacts | None
    note: str = ""  # which version the board had at its meeting, where it was not this one


@dataclass(frozen=True, kw_only=True)
class MadeFrom:
    """A public edition on the page of the one it is made from."""

    key: int
    name: str
    words: str  # "" while nothing was recorded of it


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The three acts of an issued edition, and what may be recorded next."""

    lines: tuple[StepLine, ...]
    history: tuple[StepFacts, ...]  # every act on it, the newest first
    offers: tuple[tuple[PublicationStep, str], ...]  # each with the words of its button
    refusals: tuple[str, ...]  # what is to come before it is published, for who would record it
    editions: tuple[MadeFrom, ...]  # that the person may see: the newest, and each with an act
    period: PreElectionFacts | None  # in force today, of what is to be published
    is_cleared: bool  # so that the period does not block it


def publication_of(
    pack: Pack,
    made: Iterable[Pack],
    later: Iterable[Pack],
    *,
    versions: Iterable[Pack],
    user: User,
    at: datetime,
) -> Publication | None:
    """Return what its page says of an issued edition, None of one that is not; rights on its day.

    The exempt part of an extract has none of them. `made` are editions of its month that the person
    may see, with their steps; `later` have replaced it, `versions` are its board's. In at most two
    statements.
    """
    if pack.standing != EditionStatus.FINAL or pack.audience == Audience.EXEMPT:
        return None
    edition = issued_facts(pack, later)
    if edition.issued_on is None:
        return None
    is_open, today = edition.audience in TO_PUBLISH, london_day(at)
    period = pre_election_on(pre_election_periods(), on=today) if is_open else None
    refused = {
        step: step_refusals(edition, step, period=period, on=held.on if held else today, by=user.pk)
        for step in PublicationStep
        for held in [corrected(edition.own, step)]
    }
    may = {
        step: user.has_perm(f"packs.{'clear' if step is PublicationStep.CLEARED else 'publish'}")
        for step in PublicationStep
    }
    lines = (
        StepLine(
            step=step,
            newest=last([*edition.of_whole, *edition.own], step),
            note=_of_receipt(pack, edition, versions) if step is PublicationStep.RECEIVED else "",
        )
        for step in PublicationStep
    )
    return Publication(
        lines=tuple(line for line in lines if line.newest or _is_awaited(line.step, pack)),
        history=tuple(reversed(edition.own)),
        offers=tuple(
            (step, step.correction if _again(step, edition.own) else step.action)
            for step, why in refused.items()
            if may[step] and not why
        ),
        refusals=tuple(
            step_refusals(edition, PublicationStep.PUBLISHED, period=None, on=today, by=user.pk)
            if is_open and may[PublicationStep.PUBLISHED]
            else ()
        ),
        editions=_made_from(pack, made),
        period=period,
        is_cleared=period is not None and is_cleared(edition.own, period, on=today),
    )


def had_before(pack: Pack, versions: Iterable[Pack]) -> str:
    """Return which version the IRB had that met before one was issued; "" where it had this one."""
    if pack.forum != Forum.IRB or pack.audience != Audience.WHOLE:
        return ""
    met_on = pack.snapshot.period.irb_on
    had = issued_by(met_on, versions)
    return after_the_meeting(
        issued_on=london_day(pack.requested_at), met_on=met_on, had=had.version if had else ""
    )


def _of_receipt(pack: Pack, edition: IssuedFacts, versions: Iterable[Pack]) -> str:
    """Return what is said of a receipt: the version the IRB had, and that nobody waits for it."""
    sentences = [had_before(pack, versions)]
    is_own = pack.audience == Audience.WHOLE
    if is_own and edition.replaced_on and not last(edition.own, PublicationStep.RECEIVED):
        sentences.append(
            f"A later version replaced it on {printed_day(edition.replaced_on)}, so nobody is "
            "asked to record this. CPMO can record it if the IRB received it by that day."
        )
    return " ".join(filter(None, sentences))


def _made_from(pack: Pack, made: Iterable[Pack]) -> tuple[MadeFrom, ...]:
    ready = [
        edition
        for edition in made
        if edition.made_from_id == pack.pk and edition.state == PackState.READY
    ]
    public = [edition for edition in ready if edition.audience == Audience.PUBLIC]
    found = [
        MadeFrom(
            key=edition.pk,
            name=edition.version,
            words=publication_words(steps_in(edition.steps.all())),
        )
        for edition in sorted(public, key=lambda edition: -edition.part)
    ]
    return tuple(edition for place, edition in enumerate(found) if edition.words or place == 0)


def _again(step: PublicationStep, own: Sequence[StepFacts]) -> bool:
    """Tell whether another act of a step corrects one, or is one more clearance."""
    is_one_more = step is PublicationStep.CLEARED and last(own, step) is not None
    return is_one_more or corrected(own, step) is not None


def _is_awaited(step: PublicationStep, pack: Pack) -> bool:
    """Tell whether an act that has not happened is named as not yet done."""
    if step is PublicationStep.RECEIVED:
        return pack.forum == Forum.IRB
    return step is PublicationStep.PUBLISHED and pack.audience in TO_PUBLISH
