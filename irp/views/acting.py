"""How a page tries an act: a refusal goes onto the form, a conflict beside it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, cast

from django import forms

from irp.actions import Refused
from irp.forms import Versioned
from irp.models import Conflict, Tracked


@dataclass(frozen=True)
class Clash:
    """What a conflict shows: both texts of each field that differs, and who saved first.

    `saved_by_id` is the key of their account: a person may have saved in another tab (DESIGN 4a.1).
    """

    row: str
    rows: tuple[tuple[str, str, str], ...]
    saved_by: str
    saved_by_id: int | None
    saved_at: datetime | None


class Attempt(AbstractContextManager["Attempt"]):
    """Try an act with what a form holds; whatever refuses it, what was typed is kept.

    `status` is that of the answer: 422 for a refused form, 409 for a conflict, else 200.
    """

    def __init__(self, form: forms.Form) -> None:
        self.form = form
        self.clash: Clash | None = None

    @property
    def status(self) -> int:
        """Return the status that the page answers with."""
        if self.clash:
            return 409
        return 422 if self.form.is_bound and self.form.errors else 200

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Keep a refusal or a conflict; let anything else pass."""
        if isinstance(error, Refused):
            for reason in error.reasons:
                self.form.add_error(None, reason)
            return True
        if isinstance(error, Conflict) and isinstance(self.form, Versioned):
            row = cast(Tracked, error.row)
            self.clash = clash_of(self.form, row)
            self.form.see_again(row.version)
            return True
        return False


def clash_of(form: Versioned, row: Tracked) -> Clash:
    """Return what is stored now beside what was typed, for the fields that differ."""
    last = row.history.first() if row.pk else None
    return Clash(
        row=str(row),
        rows=tuple(_differences(form, row)),
        saved_by=last.actor_name if last else "",
        saved_by_id=last.history_user_id if last else None,
        saved_at=last.history_date if last else None,
    )


def _differences(form: Versioned, row: Tracked) -> Iterable[tuple[str, str, str]]:
    """Yield label, stored and typed words of each field whose meaning differs."""
    for field in form:
        if field.is_hidden or not hasattr(row, field.name):
            continue
        stored = getattr(row, field.name)
        if _plain(stored) != _plain(form.cleaned_data.get(field.name)):
            typed = form.data.get(field.html_name, "")
            yield str(field.label), _words(field, stored), _words(field, typed)


def _plain(value: Any) -> Any:
    """Return a value as it is compared: nothing is blank, and lines end as they are stored."""
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) else value


def _words(field: Any, value: Any) -> str:
    """Return a choice by its words, anything else as it is typed."""
    shown = field.field.prepare_value(value)
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(shown, "" if shown is None else shown))
