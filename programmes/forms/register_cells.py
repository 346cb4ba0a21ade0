"""The columns of the register's files: each entry's boxes, as cells that are written and read.

A file that was downloaded can be loaded again: `cells_of` writes what `typed_in` reads.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from irp.forms import RowChoice
from irp.models import Post
from programmes.forms.raid import FORMS
from programmes.forms.risks import ScoreForm
from programmes.models import Risk
from programmes.models.risks import in_words
from programmes.words import RaidKind
from programmes.words.raid import OVERARCHING

LOADED = (RaidKind.RISK, RaidKind.ISSUE, RaidKind.ACTION)
REF, VERSION, PROGRAMME = "Ref", "Version", "Programme"
WHY = "Reason for the scores"
YES, NO = "Yes", "No"


def boxes_of(kind: RaidKind) -> dict[str, forms.Field]:
    """Return the boxes of an entry of a kind by name, in the order of their columns."""
    return {name: box for name, box in FORMS[kind]().fields.items() if name != "version"}


def score_boxes(kind: RaidKind) -> dict[str, forms.Field]:
    """Return the boxes of a risk's scores by name, none for other kinds."""
    if kind is not RaidKind.RISK:
        return {}
    return {
        name: box
        for name, box in ScoreForm.base_fields.items()
        if name not in {"version", "reason"}
    }


def score_label(name: str) -> str:
    """Return the head of a score's column: "Current likelihood"."""
    return name.replace("_", " ").capitalize()


def heads_of(kind: RaidKind) -> list[str]:
    """Return the heads of the columns of a kind's file."""
    return [
        REF, VERSION, PROGRAMME,
        *(str(box.label) for box in boxes_of(kind).values()),
        *(score_label(name) for name in score_boxes(kind)),
        *([WHY] if kind is RaidKind.RISK else []),
    ]  # fmt: skip


def now_in(row: Any) -> dict[str, Any]:
    """Return what an entry says now by the names of its boxes; its links are read with it."""
    values = {name: getattr(row, name) for name in ("title", "owner")}
    if isinstance(row, Risk):
        names = ("cause", "event", "effect", "response", "controls", "proximity", "review_on")
        refs = sorted(milestone.ref for milestone in row.milestones.all())
        values |= {"milestone_refs": in_words(refs)}
        values |= {"requirement_refs": row.requirement_refs, "gate_at_risk": row.gate_at_risk}
        return values | {name: getattr(row, name) for name in names}
    values |= {"description": row.description, "due_on": row.due_on}
    own = "about_ref" if hasattr(row, "about_ref") else "impact"
    return values | {own: getattr(row, own)}


def cells_of(kind: RaidKind, row: Any) -> dict[str, str]:
    """Return an entry as the cells of its file by their heads."""
    now = now_in(row)
    cells = {REF: row.ref, VERSION: str(row.version)}
    cells[PROGRAMME] = row.programme.ref if row.programme else OVERARCHING
    cells |= {str(box.label): cell_text(box, now[name]) for name, box in boxes_of(kind).items()}
    for name in score_boxes(kind):
        value = getattr(row, name)
        cells[score_label(name)] = "" if value is None else str(value)
    return cells | ({WHY: ""} if kind is RaidKind.RISK else {})


def cell_text(box: forms.Field, value: Any) -> str:
    """Return a value as a cell says it: a choice by its words, a day as it is typed."""
    if isinstance(box, forms.BooleanField):
        return YES if value else NO
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(box, forms.ChoiceField) and not isinstance(box, RowChoice):
        return str(dict(_choices(box)).get(str(value), value))
    return str(value)


def _choices(box: forms.ChoiceField) -> Iterable[tuple[str, str]]:
    choices: Any = box.choices
    return ((str(key), str(words)) for key, words in choices if key != "")


def sent_cell(box: forms.Field, cell: str, posts: Mapping[str, Post]) -> tuple[str, str]:
    """Return what a form is sent for a cell, and what to type instead where it cannot be read."""
    if isinstance(box, forms.BooleanField):
        if cell.casefold() not in {"", "yes", "no"}:
            return "", "Type Yes or No"
        return ("on" if cell.casefold() == "yes" else ""), ""
    if not cell:
        return "", ""
    if isinstance(box, RowChoice):
        post = posts.get(cell.casefold())
        return (str(post.pk), "") if post else ("", "Type the title of a post, or leave it empty")
    if isinstance(box, forms.ChoiceField):
        return _chosen(box, cell)
    return cell, ""


def _chosen(box: forms.ChoiceField, cell: str) -> tuple[str, str]:
    choices = list(_choices(box))
    for key, words in choices:
        if cell.casefold() in {key.casefold(), words.casefold()}:
            return key, ""
    keys = [key for key, _ in choices]
    if all(key.isdecimal() for key in keys):
        return "", f"Type a number from {keys[0]} to {keys[-1]}"
    return "", f"Type one of these: {', '.join(words for _, words in choices)}"
