"""What an SAO's posts own of the Assurance Plan, on their Your work (Rules 24a and 13)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from assurance.readings.owned import OpenConcern, OwnedRequirement
from dashboards.presenters.home.parts import LONG, Part, Task
from irp.addresses import address

TITLE = "Requirements you own, and concerns in their outcomes"


def with_owned(
    parts: Iterable[Part],
    requirements: Sequence[OwnedRequirement],
    concerns: Sequence[OpenConcern],
) -> list[Part]:
    """Return parts, an SAO's with the requirements they own, what they may still answer first."""
    rows = sorted(
        requirements,
        key=lambda requirement: (
            not _may_answer(requirement),
            requirement.outcome,
            requirement.ref,
        ),
    )
    more = (*map(_requirement, rows), *_respond(concerns))
    return [
        replace(part, more=(*part.more, *more), more_title=TITLE)
        if more and part.key == "sao"
        else part
        for part in parts
    ]


def _may_answer(requirement: OwnedRequirement) -> bool:
    """Tell whether a judgement is in force that its owner has not answered."""
    return requirement.judgement is not None and not requirement.is_answered


def _requirement(requirement: OwnedRequirement) -> Task:
    if _may_answer(requirement):
        words, page = (
            f"Answer the judgement of {requirement.ref} {requirement.title}",
            "assurance:answer",
        )
        detail = f"outcome {requirement.outcome}; you may answer it once, which alters no result"
    else:
        words, page = f"{requirement.ref} {requirement.title}", "assurance:requirement"
        detail = f"outcome {requirement.outcome}"
        detail += "; you have answered" if requirement.judgement else ""
    chips = (("Commissioners", requirement.judgement or "not_assessed"),)
    return Task(words, address(page, requirement.ref), detail, chips=chips)


def _respond(concerns: Iterable[OpenConcern]) -> Iterator[Task]:
    for concern in concerns:
        yield Task(
            f"Respond to concern {concern.ref}",
            address("assurance:concern_respond", concern.ref),
            f"outcome {concern.outcome}; the council has not responded: "
            f"{shorten(concern.words, LONG, placeholder=' …')}",
        )
