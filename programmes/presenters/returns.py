"""A month's return whole: what it lacks, how it was rated, who signed what, its steps."""

from dataclasses import dataclass
from datetime import date, datetime

from irp.fields import label_of
from irp.models import Post
from irp.presenters import Entry, act_entry, changed
from irp.rules.calendar import london_day
from programmes.facts import RatingFacts, ReturnFacts
from programmes.figures.ratings import RatingLine, changed_first, divergence, rating_lines
from programmes.models import (
    Confidence,
    MilestoneReport,
    Return,
    Signature,
)
from programmes.presenters.signed import signature_words, signed_as
from programmes.readings.signing import differences, signatures_that_stand, still_to_sign
from programmes.readings.whole_returns import facts_of
from programmes.rules import returns as rules
from programmes.rules.owners import (
    days_signed_late,
    late_words,
    not_reported_words,
    post_signed_as,
    vacant_at_freeze,
)
from programmes.rules.withheld import Reader, return_seen
from programmes.words import Divergence, Rating, ReturnState, Voice


@dataclass(frozen=True)
class SignatureLine:
    """A signature, whether it counts, and what of it no longer matches this page."""

    signature: Signature
    in_force: bool
    differs_in: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return who gave it as what, in whose place, and how late."""
        return signature_words(self.signature, sign_off_on=self.signature.ret.period.sign_off_on)

    @property
    def signed_as(self) -> str:
        """Return in which post it was given, and in whose place."""
        return signed_as(self.signature)

    @property
    def late(self) -> str:
        """Return how long after the sign-off day it was given; "" in time (Rule 17)."""
        by = self.signature.ret.period.sign_off_on
        return late_words(days_signed_late(self.signature.at, sign_off_on=by))


@dataclass(frozen=True)
class ReturnPage:
    """Everything the page shows of one return."""

    ret: Return
    reports: tuple[MilestoneReport, ...]
    ratings: tuple[RatingLine, RatingLine]  # the SAO's, the CPMO's
    signatures: tuple[SignatureLine, ...]
    unsigned: tuple[Post, ...]
    timeline: tuple[Entry, ...]
    is_withheld: bool  # nobody has signed it, and this person is not one who may read it then
    first: RatingFacts | None = None  # CPMO's first rating, where the one that counts is another

    @property
    def sao_rating(self) -> Rating | None:
        """Return the SAO's rating while it counts."""
        return self.ratings[0].rating

    @property
    def not_reported(self) -> str:
        """Return how it reads where a freeze did not receive it: with a vacant post, if one was."""
        return not_reported_words(vacant_at_freeze(self.ret.steps.all()))

    @property
    def waits(self) -> str:
        """Return for whom a return waits that has some signatures but not all (Rule 17)."""
        if not self.unsigned or not any(line.in_force for line in self.signatures):
            return ""
        return f"until all have signed. Still to sign: {'; '.join(map(str, self.unsigned))}"

    @property
    def divergence(self) -> Divergence:
        """Return how the CPMO's rating compares with the SAO's (Rule 2)."""
        sao, cpmo = self.ratings
        return divergence(sao.rating, cpmo.rating)

    @property
    def diverges(self) -> bool:
        """Tell whether the CPMO rates otherwise than the SAO."""
        return self.divergence.differs


def return_page(ret: Return, *, at: datetime, reader: Reader) -> ReturnPage:
    """Return the page of a return read by `returns_to_show`, as a person may read it."""
    whole = facts_of(ret)
    facts = return_seen(whole, reader, is_open=ret.period.is_open)
    if not (facts.state.is_received or reader.sees(facts.programme)):
        return _state_alone(ret, facts, on=london_day(at))
    reports = tuple(ret.reports.all())
    on = london_day(at)
    in_force = {signature.pk for signature in signatures_that_stand(ret)}
    ratings = rating_lines(facts, month=facts.month, is_open=ret.period.is_open)
    return ReturnPage(
        ret=ret,
        reports=reports,
        ratings=ratings,
        signatures=tuple(
            SignatureLine(signature, signature.pk in in_force, tuple(differences(signature, ret)))
            for signature in ret.signatures.all()
        ),
        unsigned=tuple(still_to_sign(ret, on=on)) if facts.state is ReturnState.SUBMITTED else (),
        timeline=return_timeline(facts),
        is_withheld=False,
        first=changed_first(facts),
    )


def _state_alone(ret: Return, facts: ReturnFacts, *, on: date) -> ReturnPage:
    """Return the page of a return that this person sees the state of, and nothing more (15)."""
    is_submitted = facts.state is ReturnState.SUBMITTED
    return ReturnPage(
        ret=ret,
        reports=(),
        ratings=rating_lines(facts, month=facts.month, is_open=ret.period.is_open),
        signatures=(),
        unsigned=tuple(still_to_sign(ret, on=on)) if is_submitted else (),
        timeline=return_timeline(facts),
        is_withheld=True,
    )


def return_timeline(ret: ReturnFacts) -> tuple[Entry, ...]:
    """Return the steps, signatures and ratings of a return, the newest first."""
    steps = (
        act_entry(
            step,
            what=rules.return_step_words(
                from_state=step.from_state, to_state=step.to_state, back_by=step.back_by or ""
            ),
            changes=changed(label_of(Return, "state"), step.from_state.label, step.to_state.label),
            why=step.reason,
        )
        for step in ret.steps
    )
    signatures = (
        act_entry(
            signature,
            what=f"Signed as {post_signed_as(signature.post, signature.reserve)}, "
            f"{signature.sha256[:12]}",
        )
        for signature in ret.signatures
    )
    entries = [*steps, *signatures, *_rated(ret.ratings)]
    return tuple(sorted(entries, key=lambda entry: entry.at, reverse=True))


def _rated(ratings: tuple[RatingFacts, ...]) -> list[Entry]:
    entries, before = [], dict.fromkeys(Voice, "")
    for given in ratings:
        entries.append(
            act_entry(
                given,
                what=f"{given.voice.label} rated {given.rating.label}",
                changes=changed(
                    label_of(Confidence, "rating"), before[given.voice], given.rating.label
                ),
                why=given.reason,
            )
        )
        before[given.voice] = given.rating.label
    return entries


@dataclass(frozen=True)
class ReturnLine:
    """One line of the list of returns."""

    ret: Return
    ratings: tuple[RatingLine, RatingLine]
    signed_by: str


def return_line(ret: Return, *, reader: Reader) -> ReturnLine:
    """Return the line of a return read by `returns_to_list`, as a person may read it."""
    facts = return_seen(facts_of(ret), reader, is_open=ret.period.is_open)
    return ReturnLine(
        ret,
        ratings=rating_lines(facts, month=facts.month, is_open=ret.period.is_open),
        signed_by="; ".join(signature.by_name for signature in signatures_that_stand(ret)),
    )
