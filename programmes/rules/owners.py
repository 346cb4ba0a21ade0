"""Who may be named beside the SAO and the RDL, and who then signs (Rules 15 and 17)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from irp.rules.calendar import london_day
from irp.rules.numbers import counted
from irp.words import PostKind
from programmes.words import ReturnState

NAMED_KINDS = frozenset({PostKind.OFFICER, PostKind.RDL})  # of the posts that an RDL names
CHIEF_EXECUTIVE = "Chief Executive"  # the reserve signatory where a programme names no other


def lead_faults(*, leads: Collection[int], accountable: int | None) -> dict[str, str]:
    """Return the faults of a row's leads by field: of several, one answers for the row.

    Leads are the keys of their posts.
    """
    if leads and accountable is None:
        return {"accountable": "Choose which of the leads answers for the row"}
    if accountable is not None and accountable not in leads:
        return {"accountable": "Choose one of the leads that you ticked, or tick that lead too"}
    return {}


def signing_faults(
    *, saos: Mapping[int, str], signs_alone: int | None, reserve: str | None
) -> dict[str, str]:
    """Return the faults of who signs a programme's returns, by field (Rule 17).

    `saos` are the kinds of the SAOs' posts by their keys, `reserve` that of the reserve's.
    """
    faults: dict[str, str] = {}
    if not saos:
        faults["saos"] = "Choose at least one post"
    elif set(saos.values()) != {PostKind.SAO}:
        faults["saos"] = "Choose posts of Senior Accountable Officers"
    if signs_alone is not None and signs_alone not in saos:
        faults["signs_alone"] = "Choose one of the SAOs that you ticked, or leave it to all of them"
    if reserve is not None and reserve != PostKind.SAO:
        faults["reserve"] = "Choose the post of a Senior Accountable Officer"
    return faults


def posts_that_sign(
    *,
    all_sign: bool,
    lead: str,
    own: Iterable[str],
    parts: Sequence[str] = (),
    named: str | None = None,
) -> tuple[str, ...]:
    """Return the posts whose signatures a return needs, first the one that rates (Rule 17).

    `lead` is the programme's SAO, `parts` the posts that it joins: all of them sign, or the one
    that is `named`. `own` are the SAOs named in rows in force; they sign too where the programme
    says that all do.
    """
    joint = tuple(parts) or (lead,)
    if not all_sign:
        return (named,) if named in joint and named else joint
    return (*joint, *sorted(set(own) - {lead, *joint}))


def needs_reserve(*, holders: Collection[int], preparers: Collection[int]) -> bool:
    """Tell whether the reserve signs for a post: everybody who holds it prepared the return.

    A vacant post needs a holder, acting or interim, and no reserve.
    """
    return bool(holders) and set(holders) <= set(preparers)


def days_signed_late(at: datetime, *, sign_off_on: date) -> int:
    """Return how many days after the sign-off day a signature was given, 0 in time (Rule 17)."""
    return max(0, (london_day(at) - sign_off_on).days)


def is_signed_late(state: ReturnState, signed: Iterable[datetime], *, sign_off_on: date) -> bool:
    """Tell whether a return that an SAO has signed was signed after the sign-off day (Rule 17).

    `signed` are the moments of the signatures in force.
    """
    return state.is_received and any(days_signed_late(at, sign_off_on=sign_off_on) for at in signed)


def late_words(days: int) -> str:
    """Return "signed 2 days late", "" for a signature in time."""
    return f"signed {counted(days, 'day')} late" if days else ""


def post_signed_as(post: str, reserve: str) -> str:
    """Return in which post a return was signed: "Chief Executive, in place of Director of …".

    `reserve` is the reserve signatory's post, "" where `post` signed itself.
    """
    return f"{reserve}, in place of {post}" if reserve else post


class Stepped(Protocol):
    """A step as far as it says which signing posts nobody held at a freeze."""

    @property
    def vacant(self) -> str:
        """Return their titles, "" for none."""


def vacant_at_freeze(steps: Iterable[Stepped]) -> str:
    """Return the posts that had still to sign a return at its freeze and that nobody held."""
    return next((step.vacant for step in steps if step.vacant), "")


def return_words(
    state: ReturnState | None,
    *,
    vacant: str = "",
    signed: int = 0,
    to_sign: int = 0,
    late: bool = False,
) -> str:
    """Return how a return of a month reads: "Signed late", "Signed by 1 of 2", "Draft".

    `vacant` are the posts that nobody held; `signed` have signed what `to_sign` others have still
    to sign; `late` says that it was signed after the sign-off day (Rules 16 and 17).
    """
    if state is None or state is ReturnState.NOT_REPORTED:
        return not_reported_words(vacant)
    if state is ReturnState.SUBMITTED and signed:
        return f"Signed by {signed} of {signed + to_sign}"
    if late and state is ReturnState.SIGNED:
        return "Signed late"
    return f"{state.label}, signed late" if late else state.label


def not_reported_words(vacant: str) -> str:
    """Return how a return reads that no freeze received: "Not reported, SAO post vacant (…)"."""
    return f"Not reported, SAO post vacant ({vacant})" if vacant else "Not reported"
