"""The states of a return and who may move it (Rule 15)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

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


PREPARING = {ReturnState.NOT_STARTED.value, ReturnState.DRAFT.value}


def step_words(*, from_state: str, to_state: str, back_by: str = "") -> str:
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


class Deadlines(Protocol):
    """A period, as far as it says by when each holder of a return must have acted (Rule 14)."""

    return_due_on: date
    sign_off_on: date
    challenge_on: date


def deadline(holder: str, period: Deadlines) -> date | None:
    """Return the day by which "RDL", "SAO" or "CPMO" must have acted; None for nobody (Rule 14)."""
    days = {"RDL": period.return_due_on, "SAO": period.sign_off_on, "CPMO": period.challenge_on}
    return days.get(holder)


@dataclass(frozen=True)
class People:
    """Who prepared a return and whose signatures on it stand, by the keys of their accounts."""

    preparers: frozenset[int] = frozenset()
    signers: frozenset[int] = frozenset()


def step_refusals(
    *, step: Step, state: ReturnState, by: int, people: People, reason: str = ""
) -> list[str]:
    """Return why this person may not take this step now; empty where they may.

    Preparer, signer and CPMO reviewer of one return are three people, whatever posts they hold.
    """
    refusals = []
    if state not in FROM[step]:
        done = state is TO[step] and state is not ReturnState.DRAFT
        why = " already." if done else f", so it cannot be {PAST[step]}."
        refusals.append(f"The return is {state.label.lower()}{why}")
    if step is Step.SIGN and by in people.preparers:
        refusals.append("You prepared this return, so somebody else must sign it.")
    if step is Step.ASSURE and by in people.preparers:
        refusals.append("You prepared this return, so somebody else must assure it.")
    if step is Step.ASSURE and by in people.signers:
        refusals.append("You signed this return, so somebody else must assure it.")
    if step is Step.SEND_BACK and not reason.strip():
        refusals.append("Enter the reason for sending the return back.")
    if step is Step.TAKE_BACK and by not in people.preparers:
        refusals.append("You did not prepare this return. Its SAO or the CPMO sends it back.")
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
