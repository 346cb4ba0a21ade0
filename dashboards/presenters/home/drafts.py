"""The requests for a change that a person is still writing (Rule 18)."""

from collections.abc import Sequence
from dataclasses import replace

from dashboards.presenters.home.parts import Part, Task
from irp.addresses import address
from irp.rules.date_spans import printed_day
from programmes.readings.change_queue import Draft
from programmes.rules.change_parts import asked_for

ASKS = ("cpmo", "sao", "rdl")  # the parts of those who ask for changes


def with_drafts(parts: Sequence[Part], own: Sequence[Draft]) -> list[Part]:
    """Return a person's parts, the first of those who ask for changes with their drafts."""
    first = next((part for part in parts if part.key in ASKS), None)
    tasks = tuple(
        Task(
            f"Finish your draft request: {_words(draft)}",
            address("programmes:change_draft", draft.key),
            f"saved {printed_day(draft.saved_on)}; nobody is asked until you send it",
        )
        for draft in sorted(own, key=lambda draft: draft.saved_on)
    )
    return [
        replace(part, tasks=(*part.tasks, *tasks)) if part is first and tasks else part
        for part in parts
    ]


def _words(draft: Draft) -> str:
    """Return what a draft asks for, with its programme where it names no milestone."""
    asked = asked_for(draft.parts)
    named = any(part.refs for part in draft.parts)
    return f"{asked[:1].lower()}{asked[1:]}{'' if named else f', {draft.programme}'}"
