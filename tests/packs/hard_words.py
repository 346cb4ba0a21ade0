"""A small plan whose every free text is what a test says."""

from collections.abc import Callable
from typing import Any

from tests.packs import made_up

# The fields that people type into, by the names they have in a snapshot.
TYPED = {
    *("council", "name", "title", "summary", "question", "subject", "text", "where", "note"),
    *("sao", "rdl", "lead_member", "own_sao", "post", "by_name", "by_post"),
    *("progress", "next_steps", "path_to_green", "help_needed", "narrative", "reason"),
    *("outcome", "flag", "erratum", "words", "dates_as_written", "rationale", "evidence_cited"),
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
    _fill(body, text)
    return body


def empty(*parts: str) -> dict[str, Any]:
    """Return a small body without the parts named: "programmes", "milestones", "outcomes" …"""
    body = small(lambda field: f"The {field}")
    for holder in (body, *body["programmes"], *body["outcomes"]):
        holder.update({part: [] for part in parts if part in holder})
    return body


def _fill(value: Any, text: Callable[[str], str]) -> None:
    if isinstance(value, list):
        for one in value:
            _fill(one, text)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key == "months":  # whose ratings are named as posts are
                continue
            if key == "considerations":
                value[key] = [text(key) for _ in one[:2]]
            elif key in TYPED and isinstance(one, str):
                value[key] = text(key)
            else:
                _fill(one, text)
