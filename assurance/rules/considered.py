"""What an assessment has to say of each consideration (Rules 19 and 24a). Pure, no clock."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from assurance.words import Judgement
from assurance.words.considered import AS_A_WHOLE

MISSING_BOX = "missing_"
RESULT_BOX = "result_"
ASKED_OF = (Judgement.PARTLY, Judgement.NOT_MET)


class Considered(NamedTuple):
    """What is missing under a consideration, "" for nothing, and its own result, if any."""

    missing: str
    result: Judgement | None = None


def places_of(considerations: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Return each consideration with its number; 0 and the whole where a requirement has none."""
    return tuple(enumerate(considerations, 1)) or ((0, AS_A_WHOLE),)


def considered_faults(
    *,
    judgement: Judgement | None,
    issued: bool,
    considered: Mapping[int, Considered],
    considerations: Sequence[str],
) -> dict[str, str]:
    """Return the faults of what is said by consideration, by box, each with what to type (24a).

    Any result but "met" and "not applicable" says what is missing, under one consideration at
    least, before it is issued; one of those two says nothing is. A draft may wait for both. A
    result for one consideration is never asked for and sets nothing.
    """
    places = places_of(considerations)
    if not issued or judgement is None:
        return {}
    missing = [
        number
        for number, _ in places
        if number in considered and considered[number].missing.strip()
    ]
    if judgement in ASKED_OF and not missing:
        where = "" if places[0][0] == 0 else " under at least one consideration"
        return {
            f"{MISSING_BOX}{places[0][0]}": (
                f"Enter what is missing{where}. For example, No record of visits since June 2026"
            )
        }
    if judgement not in ASKED_OF and missing:
        return {
            f"{MISSING_BOX}{number}": (
                f"Delete what is missing here, since you chose “{judgement.label}”, or choose "
                "another judgement"
            )
            for number in missing
        }
    return {}


def kept_of(
    considered: Mapping[int, Considered], considerations: Sequence[str]
) -> list[dict[str, str | int]]:
    """Return what is kept of what was said, with the words of each consideration as they read."""
    return [
        {
            "number": number,
            "words": words,
            "missing": considered[number].missing.strip(),
            "result": considered[number].result or "",
        }
        for number, words in places_of(considerations)
        if number in considered
        and (considered[number].missing.strip() or considered[number].result)
    ]
