"""The states of a return and who may move it (Rule 15)."""

import hashlib
import json
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from programmes.rules.what_counts import signatures_in_force
from programmes.words import BackBy, ReturnState, Step

FROM = {
    Step.START: {ReturnState.NOT_STARTED},
    Step.SUBMIT: {ReturnState.DRAFT},
    Step.SIGN: {ReturnState.SUBMITTED},
    Step.ASSURE: {ReturnState.SIGNED},
    Step.SEND_BACK: {ReturnState.SUBMITTED, ReturnState.SIGNED, ReturnState.ASSURED},
    Step.TAKE_BACK: {ReturnState.SUBMITTED},
    Step.REOPEN: {ReturnState.SUBMITTED, ReturnState.SIGNED, ReturnState.ASSURED},
}
TO = {
    Step.START: ReturnState.DRAFT,
    Step.SUBMIT: ReturnState.SUBMITTED,
    Step.SIGN: ReturnState.SIGNED,
    Step.ASSURE: ReturnState.ASSURED,
    Step.SEND_BACK: ReturnState.DRAFT,
    Step.TAKE_BACK: ReturnState.DRAFT,
    Step.REOPEN: ReturnState.DRAFT,
}


def allows(step: Step, *, state: str | None) -> bool:
    """Tell whether a return in this state can take the step; None is a return not yet begun."""
    return state in FROM[step]


PREPARING = {ReturnState.NOT_STARTED.value, ReturnState.DRAFT.value}


def return_step_words(*, from_state: str, to_state: str, back_by: str = "") -> str:
    """Return a kept step in the council's words: "Signed", "Sent back by the SAO".

    "Back to draft" is what a change after the submission made of it (Rule 15).
    """
    if back_by:
        return BackBy(back_by).label
    if to_state != ReturnState.DRAFT.value:
        return ReturnState(to_state).label
    return {
        ReturnState.NOT_STARTED.value: "Started",
        ReturnState.DRAFT.value: "Prepared by another person too",
    }.get(from_state, "Back to draft")


class StepTaken(Protocol):
    """A step as far as it says where a return went and when."""

    @property
    def from_state(self) -> str:
        """Return the state it left."""

    @property
    def to_state(self) -> str:
        """Return the state it came to."""

    @property
    def at(self) -> datetime:
        """Return when."""


AnyStepTaken = TypeVar("AnyStepTaken", bound=StepTaken)


def submitted_at(steps: Iterable[StepTaken]) -> datetime | None:
    """Return when what counts now was submitted, from steps oldest first (Rule 15).

    None for a draft or what was never submitted. An unreported return may hold some of the
    signatures it needed: they count, the rest is missing.
    """
    found = None
    for step in steps:
        if step.to_state == ReturnState.DRAFT.value:
            found = None
        elif step.to_state == ReturnState.SUBMITTED.value:
            found = step.at
    return found


def went_back(*, state: str, steps: Iterable[AnyStepTaken]) -> AnyStepTaken | None:
    """Return the step that made a return a draft again: sent back, taken back, or by a change.

    None where it is no draft or was never submitted. A step from a state to itself moved nothing.
    """
    moved = [step for step in steps if step.from_state != step.to_state]
    if state != ReturnState.DRAFT.value or not moved:
        return None
    return moved[-1] if moved[-1].from_state != ReturnState.NOT_STARTED.value else None


class Deadlines(Protocol):
    """A period, as far as it says by when each holder of a return must have acted (Rule 14)."""

    @property
    def return_due_on(self) -> date:
        """Return the RDL's day."""

    @property
    def sign_off_on(self) -> date:
        """Return the SAO's day."""

    @property
    def challenge_on(self) -> date:
        """Return CPMO's day."""


def deadline(holder: str, period: Deadlines) -> date | None:
    """Return the day by which "RDL", "SAO" or "CPMO" must have acted; None for nobody (Rule 14)."""
    days = {"RDL": period.return_due_on, "SAO": period.sign_off_on, "CPMO": period.challenge_on}
    return days.get(holder)


@dataclass(frozen=True)
class People:
    """Who prepared a return and whose signatures on it stand, by the keys of their accounts."""

    preparers: frozenset[int] = frozenset()
    signers: frozenset[int] = frozenset()


@dataclass(frozen=True)
class ReturnActor:
    """Whose account took a step of a return or signed it, None for a command's."""

    user: int | None
    at: datetime
    from_state: str = ""  # blank for a signature
    to_state: str = ""


def who_acted(
    acted: Iterable[ReturnActor], *, reporters: Collection[int | None], submitted: datetime | None
) -> People:
    """Return who prepared a return and whose signatures on it stand (Rule 15).

    Whoever started, changed or submitted it at any time prepared it, and so did who reported its
    rows: their words may be in it. Signatures given before the last submission are void.
    """
    acted = list(acted)
    signed = [actor for actor in acted if not actor.to_state]
    prepared = [
        actor
        for actor in acted
        if actor.from_state in PREPARING and actor.to_state != ReturnState.NOT_REPORTED.value
    ]
    in_force = signatures_in_force(signed, submitted=submitted)
    return People(
        preparers=_known({*reporters, *(actor.user for actor in prepared)}),
        signers=_known({actor.user for actor in in_force}),
    )


def _known(keys: Collection[int | None]) -> frozenset[int]:
    return frozenset(key for key in keys if key is not None)


class Prepared(StepTaken, Protocol):
    """A step as far as it says who took it, in which posts."""

    @property
    def by_name(self) -> str:
        """Return the person's name as it was."""

    @property
    def by_post(self) -> str:
        """Return the titles of the posts they held, as they stand in the record."""


def typed_by_cpmo(steps: Iterable[Prepared], *, cpmo: Set[str], rdl: str | None) -> tuple[str, ...]:
    """Return who of CPMO prepared a return, by name: a return typed by CPMO says so (Rule 15).

    `cpmo` are the titles of CPMO's posts. Who holds the RDL's post too prepared it as that.
    """
    return tuple(
        dict.fromkeys(
            step.by_name
            for step in steps
            if step.from_state in PREPARING
            and step.to_state != ReturnState.NOT_REPORTED.value
            and not cpmo.isdisjoint(_posts(step))
            and rdl not in _posts(step)
        )
    )


def _posts(step: Prepared) -> set[str]:
    """Return the titles of the posts in which a step was taken, interim or not."""
    return {post.partition(" (")[0] for post in step.by_post.split("; ")}


def step_refusals(
    *, step: Step, state: ReturnState, by: int, people: People, reason: str = ""
) -> list[str]:
    """Return why this person may not take this step now; empty where they may.

    Preparer, signer and CPMO reviewer of one return are three people, whatever posts they hold.
    """
    refusals = []
    if not allows(step, state=state):
        done = state is TO[step] and state is not ReturnState.DRAFT
        why = "." if done else f", so it cannot be {PAST[step]}."
        now = "a draft" if state is ReturnState.DRAFT else state.label.lower()
        refusals.append(f"The return is {'already ' if done else ''}{now}{why}")
    if step is Step.SIGN and by in people.preparers:
        refusals.append("You prepared this return, so somebody else must sign it.")
    if step is Step.ASSURE and by in people.preparers:
        refusals.append("You prepared this return, so somebody else must assure it.")
    if step is Step.ASSURE and by in people.signers:
        refusals.append("You signed this return, so somebody else must assure it.")
    if step is Step.SEND_BACK and not reason.strip():
        refusals.append("Enter the reason for sending the return back.")
    if step is Step.TAKE_BACK and by not in people.preparers:
        refusals.append("You did not prepare this return. Its SAO or CPMO sends it back.")
    if step is Step.TAKE_BACK and not reason.strip():
        refusals.append("Enter the reason for taking the return back.")
    return refusals


PAST = {
    Step.START: "started",
    Step.SUBMIT: "submitted",
    Step.SIGN: "signed",
    Step.ASSURE: "assured",
    Step.SEND_BACK: "sent back",
    Step.TAKE_BACK: "taken back",
    Step.REOPEN: "reopened",
}


def canonical(content: Any) -> str:
    """Return content as JSON with one spelling only, so that its hash means something."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(content: Any) -> str:
    """Return the SHA-256 of content's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()
