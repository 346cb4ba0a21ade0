"""Evidence: who sees it, what an entry holds, when it has expired (Rules 22, 24b and 29).

Pure: no Django, no clock.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from assurance.words.classification import Classification
from irp.rules.measuring import Measured
from irp.rules.plan_dates import PlanDate

# Kinds of post. Council offices add evidence; nobody sees what its classification keeps from them.
ADDS = ("cpmo", "sao", "rdl", "officer", "finance_validator")
SEES_ALL = ("commissioner", "cpmo", "external_auditor")
SEES_EXEMPT = ("sao", "rdl", "finance_validator")
OPEN_TO_ALL = (Classification.PUBLIC, Classification.OFFICIAL_SENSITIVE)


def is_seen(
    classification: Classification, *, kinds: Collection[str], is_own: bool = False
) -> bool:
    """Tell whether a person with these kinds of post sees a piece, title and all (Rule 29).

    `is_own` says that they added or prepared it. Twin of `EvidenceQuerySet.visible_to`.
    """
    if classification in OPEN_TO_ALL or is_own or not set(kinds).isdisjoint(SEES_ALL):
        return True
    return classification is Classification.EXEMPT and not set(kinds).isdisjoint(SEES_EXEMPT)


def evidence_faults(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with what a piece says of itself, by field.

    It covers directorates by name, a council-wide one too: it covers only those that it names
    (Rule 22). Exempt needs its paragraph and reason, and nothing else has one (Rule 29).
    """
    faults: dict[str, str] = {}
    if not (entry.get("title") or "").strip():
        faults["title"] = "Enter the title"
    if not entry.get("council_wide") and not entry.get("directorates"):
        faults["directorates"] = "Enter each directorate that it covers, or tick “Council-wide”"
    names = [tidy(name) for name in entry.get("directorates") or ()]
    if len(set(names)) < len(names):
        faults["directorates"] = "Enter each directorate once"
    if entry.get("classification") == Classification.EXEMPT:
        if not entry.get("paragraph"):
            faults["paragraph"] = "Choose the paragraph of Schedule 12A that makes it exempt"
        if not (entry.get("exempt_reason") or "").strip():
            faults["exempt_reason"] = "Enter why it is exempt"
    else:
        for name, what in (("paragraph", "Choose no paragraph"), ("exempt_reason", "Leave it")):
            if (entry.get(name) or "").strip():
                tail = "" if name == "paragraph" else " empty"
                faults[name] = f"{what}{tail}, or choose “Exempt” as the classification"
    return faults


def version_faults(entry: Mapping[str, Any], *, on: date) -> dict[str, str]:
    """Return what is wrong with the days and the preparer of a version, by field.

    Effective days are those that it says something about, none of them still to come.
    """
    faults: dict[str, str] = {}
    first, last, expires = (
        entry.get(name) for name in ("effective_from", "effective_to", "expires_on")
    )
    if first and first > on:
        faults["effective_from"] = "Enter a day that is not in the future"
    if first and last and last < first:
        faults["effective_to"] = "Enter a day that is not before the day it is effective from"
    if first and expires and expires < first:
        faults["expires_on"] = "Enter a day that is not before the day it is effective from"
    if not (entry.get("prepared_by_name") or "").strip():
        faults["prepared_by_name"] = "Enter who prepared it, or choose their account"
    return faults


def tidy(name: str) -> str:
    """Return the name of a directorate as it is compared: its letters and single spaces."""
    return " ".join(name.split()).casefold()


def is_expired(expires_on: date | None, *, on: date) -> bool:
    """Tell whether a piece is to be relied on no more: from its day of expiry on (Rule 22)."""
    return expires_on is not None and expires_on <= on


def expires_before(
    expires_on: date | None, gates: Iterable[PlanDate], *, measured: Measured
) -> bool:
    """Tell whether a piece in force expires before the end of a gate still to come."""
    if expires_on is None or is_expired(expires_on, on=measured.on):
        return False
    ahead = (gate.latest for gate in gates if not measured.is_over_for(gate))
    return any(latest and expires_on <= latest for latest in ahead)


def retire_faults(cited_by: Collection[str], *, told: bool) -> list[str]:
    """Return why a piece is not retired yet: who cites it has to be said first (Rule 22)."""
    if cited_by and not told:
        return [f"Confirm that you know what cites it: {'; '.join(cited_by)}"]
    return []
