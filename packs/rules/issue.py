"""When the packs of a month are issued, and what stops a draft from being it (Rules 14, 24e)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from packs.words import Forum


class Drawn(Protocol):
    """A pack as far as it says for which board it is, and how far it has come."""

    @property
    def forum(self) -> str:
        """Return the board it is for."""

    @property
    def standing(self) -> str:
        """Return whether it is a draft or final."""

    @property
    def state(self) -> str:
        """Return how far its drawing has come."""


NOBODY_ELSE = (
    "Nobody else in CPMO can today. Ask an administrator to appoint somebody. Or one of you puts "
    "in every text and creates the draft again, and the other then issues it."
)


def is_issued(packs: Iterable[Drawn]) -> bool:
    """Tell whether each board's pack is final and ready, of the packs of one month."""
    issued = {pack.forum for pack in packs if pack.standing == "final" and pack.state == "ready"}
    return issued == set(Forum)


@dataclass(frozen=True, kw_only=True)
class Confirmed:
    """What a commissioner said of the judgements in a draft."""

    agrees: bool
    words: str
    by_name: str


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """What is asked of a draft before it is issued."""

    forum: Forum
    is_prepared_by_them: bool  # whoever is to issue it asked for it
    wrote: Sequence[str]  # the texts that they put in it
    others: Sequence[str]  # who else in CPMO may issue it, and neither asked nor wrote
    confirmed: Confirmed | None  # of the IRB pack
    commissioners: Sequence[str]  # who may confirm it
    withdrawn: Sequence[str]  # what commissioners withdrew since it was asked for
    rewritten: Sequence[str]  # the texts put in or taken out since then
    unwritten: Sequence[
        str
    ] = ()  # the texts that CPMO owes it and nobody put in; they stop nothing


def issue_faults(ready: Readiness) -> list[str]:
    """Return why a draft may not be issued, each with who can do something about it.

    A second person issues: whoever asked for a draft or put a text in it has prepared it.
    Commissioners confirm the pages of their judgements in the IRB pack; a withdrawal that the draft
    does not carry stops it (Rule 24e), and so does a text that nobody read in it.
    """
    faults = []
    if did := _prepared(ready):
        who = f"{' or '.join(ready.others)} can." if ready.others else NOBODY_ELSE
        faults.append(f"You {did}, so a second person in CPMO must issue it. {who}")
    if ready.forum is Forum.IRB:
        who = " or ".join(ready.commissioners) or "nobody holds a commissioner’s post today"
        if ready.confirmed is None:
            faults.append(
                f"A commissioner must confirm the pages of judgements in this draft first: {who}."
            )
        elif not ready.confirmed.agrees:
            faults.append(
                f"{ready.confirmed.by_name} did not confirm the pages of judgements: "
                f"“{ready.confirmed.words}” Create the draft again once that is put right."
            )
    if ready.withdrawn:
        faults.append(
            f"Commissioners withdrew since this draft was created: {', '.join(ready.withdrawn)}. "
            "Create the draft again, so that it says so."
        )
    if ready.rewritten:
        faults.append(
            f"Written since this draft was created: {', '.join(ready.rewritten)}. Create the draft "
            "again, so that it is read before it is issued."
        )
    return faults


def _prepared(ready: Readiness) -> str:
    """Return what whoever is to issue a draft did to prepare it, "" for nothing."""
    wrote = f" ({', '.join(ready.wrote)})" if ready.wrote else ""
    if ready.is_prepared_by_them:
        return f"prepared this draft{' and wrote in it' if wrote else ''}{wrote}"
    return wrote and f"wrote in this draft{wrote}"
