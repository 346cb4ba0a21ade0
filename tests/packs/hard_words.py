"""A small plan whose every free text is what a test says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from packs.facts import PlanFacts
from programmes.facts.dependencies import EndFacts
from programmes.facts.raid import RaidFacts
from programmes.words import ChangeState, Ladder
from tests.packs import made_up, said_around
from tests.packs.test_change_control import request
from tests.packs.test_points import ASK, CHALLENGE, numbered, tabled
from tests.packs.test_risks import action, risk, scored
from tests.rules.test_dependencies import fact as dependency

# The fields that people type into, by the names they have in a snapshot.
TYPED = {
    *("council", "name", "title", "summary", "question", "subject", "text", "where", "note"),
    *("sao", "rdl", "lead_member", "own_sao", "post", "by_name", "by_post"),
    *("progress", "next_steps", "path_to_green", "help_needed", "narrative", "reason"),
    *("outcome", "flag", "erratum", "words", "dates_as_written", "rationale", "evidence_cited"),
    *("evidence", "no_evidence", "missing"),
}


def small(text: Callable[[str], str]) -> dict[str, Any]:
    """Return a body of two programmes and two outcomes; `text` gives each typed text by its field.

    One programme reported, the other did not.
    """
    body = made_up.body()
    body["programmes"] = [body["programmes"][0], body["programmes"][-1]]
    body["programmes"][1]["ret"] |= {"state": "not_reported", "signatures": [], "ratings": []}
    for programme in body["programmes"]:
        programme["milestones"] = programme["milestones"][:4]
    body["outcomes"] = body["outcomes"][7:9]
    for outcome in body["outcomes"]:
        outcome["requirements"] = outcome["requirements"][:2]
        outcome["concerns"] = outcome["concerns"][:2]
    body["errata"] = [body["errata"][0] | {"says": body["errata"][0]["says"][:2]}]
    fill(body, text)
    return body


def empty(*parts: str) -> dict[str, Any]:
    """Return a small body without the parts named: "programmes", "milestones", "outcomes" …"""
    body = small(lambda field: f"The {field}")
    for holder in (body, *body["programmes"], *body["outcomes"]):
        holder.update({part: [] for part in parts if part in holder})
    return body


def fill(value: Any, text: Callable[[str], str]) -> None:
    """Write into each typed text of a body what `text` gives for its field."""
    if isinstance(value, list):
        for inner in value:
            fill(inner, text)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key == "months":  # whose ratings are named as posts are
                continue
            if key == "considerations":
                value[key] = [text(key) for _ in inner[:2]]
            elif key in TYPED and isinstance(inner, str):
                value[key] = text(key)
            else:
                fill(inner, text)


def acted(plan: PlanFacts, text: Callable[[str], str]) -> PlanFacts:
    """Return a plan with a register, requests, asks, challenges and links, each in these texts."""
    first, second = plan.programmes
    ends = (EndFacts(milestone=None, programme=programme.ref) for programme in (first, second))

    def said(facts: Any, *names: str, **more: Any) -> Any:
        return replace(facts, **{name: text(name) for name in names}, **more)

    of = {"programme": first.ref}
    written = ("title", "description", "cause", "event", "effect", "controls", "owner")
    asks = [numbered(1, ASK, said(tabled(Ladder.TIB), "minute")), numbered(2, CHALLENGE)]
    asks += [numbered(3, ASK, said(tabled(Ladder.IRB), "minute"))]
    asked = request(1, ChangeState.AT_TIB)
    rows = tuple(said(row, "old_title") for row in asked.rows)
    link = dependency("D-101", *ends, date(2026, 6, 30), give_by=date(2026, 5, 29))
    return replace(
        plan,
        raid=RaidFacts(
            risks=(said(risk(1, scored(5, 5), forum=Ladder.TIB), *written, **of),),
            actions=(said(action(date(2026, 10, 31)), "title", "description", "owner", **of),),
        ),
        points=tuple(said(ask, "words", "asked_of", "by_name", "by_post", **of) for ask in asks),
        changes=(said(asked, "reason", rows=rows, **of),),
        dependencies=(said(link, "title", "description"),),
        assurance=said_around.one_of_each(
            text,
            requirement=plan.requirements[0].ref,
            concern=plan.outcomes[0].concerns[0].ref,
            milestone=plan.milestones[0].ref,
        ),
    )
