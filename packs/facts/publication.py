"""What was recorded of an issued edition, and when publication is blocked (Rules 24e and 30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from packs.facts.edition import ExtractFacts
from packs.words import Audience, Forum, ItemKind
from packs.words.publication import PublicationStep


@dataclass(frozen=True, kw_only=True, slots=True)
class StepFacts:
    """One act on an edition."""

    step: PublicationStep
    on: date
    words: str  # the meeting and minute, the place, the reason, or what the officer said
    officer: str  # who cleared it, "" of every other step
    officer_post: str  # the post as it was held
    document: str  # in which CPMO read it, "" where the officer recorded it
    reason: str  # of a correction, "" of what corrects nothing
    by_name: str
    by_post: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class IssuedFacts:
    """An edition as far as these acts ask for it."""

    forum: Forum
    audience: Audience
    asked_by: int  # who created it, by key
    issued_on: date | None  # None of a draft, and of what is not ready
    replaced_on: date | None  # when the edition that replaced it was issued, None of one in force
    of_whole: Sequence[StepFacts]  # on the edition that a public one is made from, oldest first
    own: Sequence[StepFacts]  # the same of this one
    made_published_on: date | None  # the first day on which one made from it was published


@dataclass(frozen=True, kw_only=True, slots=True)
class ShowingFacts:
    """A published edition that shows an item, and since when it is published."""

    key: int
    name: str
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedFacts:
    """An edition that was published, whether it was taken down since or not."""

    key: int  # of the edition
    name: str
    on: date
    frozen_at: datetime
    told_until: datetime  # what happened up to this moment is told in it
    withheld: frozenset[tuple[ItemKind, str]]  # results by kind and reference
    extract: ExtractFacts | None  # of a committee's extract alone


@dataclass(frozen=True, kw_only=True, slots=True)
class ClearanceFacts:
    """Who is said to have cleared an edition, as far as it is to be the Monitoring Officer."""

    by_themselves: bool  # who records it holds the post
    is_named: bool
    held_it: bool  # on the day of the clearance
    document: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PreElectionFacts:
    """A pre-election period, as the newest act on it says."""

    series: int  # which period it is
    number: int  # of the acts on it
    election: str
    starts_on: date
    ends_on: date
    withdrawn: bool  # it was entered by mistake, or the election is not held
    reason: str  # "" of the act that entered it
    by_name: str
    by_post: str
    at: datetime
