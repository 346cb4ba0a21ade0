"""How a page tries an act: a refusal goes onto the form, a conflict beside it, nothing is lost."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Generic, TypeVar

from django import forms
from django.http import HttpResponse

from irp.actions import MOST_TRIES, Faulty, NotOpen, Refused, whole
from irp.context import settings_of
from irp.forms import Seeing, hold_to_window
from irp.models import Act, Conflict
from irp.pages import SignedIn, asks_for_part, page
from irp.rules.window import Window
from irp.sent import take_effect
from irp.typed import choice_words

Form = TypeVar("Form", bound=forms.BaseForm)
Done = TypeVar("Done")


@dataclass(frozen=True)
class Clash:
    """What a conflict shows: both texts of each field that differs, and who saved first.

    `saved_by_id` is the key of their account: a person may have saved in another tab (DESIGN 4a.1).
    `same` says that all that was typed is what is stored: a form that was sent twice. `typed` says
    that words were typed which the row does not hold, such as the reason for a step.
    """

    row: str
    rows: tuple[tuple[str, str, str], ...]
    saved_by: str
    saved_by_id: int | None
    saved_at: datetime | None
    same: bool = False
    typed: bool = False


class Attempt(Generic[Form]):
    """A form, bound where it was sent, and what became of the act that was tried with it.

    `clash` says what was saved meanwhile, `refused` why a rule refused the act; `status` is that of
    the answer: 422 where the form or a rule refused, 409 for a conflict, else 200.
    """

    def __init__(self, request: SignedIn, kind: Callable[..., Form], **given: Any) -> None:
        self.request = request
        self.form = kind(data=request.POST if request.method == "POST" else None, **given)
        self.clash: Clash | None = None
        self.refused: Refused | None = None
        hold_to_window(self.form, self._window)
        request.form = self.form

    def _window(self) -> Window:
        """Return the days that are taken where a person types a date, read where one is typed."""
        return settings_of(self.request).window

    def take(
        self, act: Callable[[dict[str, Any]], Done], *, again: bool = False, row: Any = None
    ) -> Done | None:
        """Return what the act made of the valid entries; None where form or act refused.

        `again` lets an act that reads anew all that it changes be tried again where it lost to
        another's (`irp.actions.whole`). `row` is the record as it is now where the form's choices
        follow from it: a choice that it no longer has is a conflict for who read it before.

        A period that is not open, a conflict of which the form knows nothing, and a form that took
        effect already pass: they have answers of their own (irp.middleware, irp.sent).
        """
        if self.checks:
            self._read_the_dates()
        if self.checks or not self.form.is_valid():
            if row is not None and self._read_before(row):
                self.meet(Conflict(row))
            return None

        def once() -> Done:
            take_effect(self.request)
            return act(self.form.cleaned_data)

        try:
            done = whole(once, tries=MOST_TRIES if again else 1)
            self.request.took_effect = True
            return done
        except NotOpen:
            raise
        except Faulty as faulty:
            for name, fault in faulty.faults.items():
                self.form.add_error(name if name in self.form.fields else None, fault)
        except Refused as refused:
            self.refused = refused
            self.form.add_error(None, refused.reasons)
        except Conflict as conflict:
            self.meet(conflict)
        return None

    def _read_before(self, row: Any) -> bool:
        """Tell whether the form was read before the row was last saved."""
        version = getattr(self.form, "cleaned_data", {}).get("version")
        return version is not None and version < row.version

    @property
    def checks(self) -> bool:
        """Tell whether the person asked only how the dates are read: no act is tried then."""
        return self.request.method == "POST" and "check" in self.request.POST

    def _read_the_dates(self) -> None:
        """Leave the other boxes for later: a check says nothing of them (Rule 8)."""
        errors = self.form.errors
        for name in [name for name in errors if name not in self._dates]:
            del errors[name]

    @property
    def _dates(self) -> list[str]:
        return [name for name, field in self.form.fields.items() if hasattr(field, "how_read")]

    def meet(self, conflict: Conflict) -> None:
        """Show what was saved meanwhile beside what was typed, and let the form know of it."""
        if not isinstance(self.form, Seeing):
            raise conflict
        self.clash = clash_of(self.form, conflict.row)
        self.form.see_again(conflict.row)

    @property
    def status(self) -> int:
        """Return the status that the page answers with."""
        if self.clash:
            return 409
        return 422 if self.form.is_bound and self.form.errors else 200

    @property
    def failed(self) -> bool:
        """Tell whether the page comes back because nothing was saved: its title says "Error"."""
        return self.status != 200

    def page(self, template: str, **context: Any) -> HttpResponse:
        """Return the page with the form, the clash and whether it failed, besides its own.

        Where htmx asks how one date was read, return that alone, or what to type instead.
        """
        asked = self.request.POST.get("check", "")
        if asked in self._dates and asks_for_part(self.request):
            return page(self.request, "date_read.html", {"field": self.form[asked]})
        own = {"form": self.form, "clash": self.clash, "failed": self.failed}
        own |= {"checked": self.checks}
        return page(self.request, template, own | context, status=self.status)


def clash_of(form: Seeing, row: Any) -> Clash:
    """Return what is stored now beside what was typed, for the fields that differ."""
    typed = {field.name: form.data.get(field.html_name, "") for field in form}
    meant = typed | form.cleaned_data  # what is refused is compared as it was typed
    clash = _clash(row, _differences(form.fields, row, meant=meant, written=typed))
    shown = {name: field for name, field in form.fields.items() if not field.widget.is_hidden}
    compared = {name for name, field in shown.items() if _is_compared(name, field, row)}
    is_typed = any(form.cleaned_data.get(name) for name in shown.keys() - compared)
    return replace(clash, same=bool(compared) and not (clash.rows or is_typed), typed=is_typed)


def clash_since(kind: type[forms.Form], row: Any, *, version: int) -> Clash:
    """Return what is stored now beside what a row said at a version, "" where it was not yet.

    `kind` is the form in which the row is written: it has the labels and the choices' words.
    """
    read = row.history.filter(version=version).first()
    fields = kind.base_fields
    values = {name: getattr(read.instance, name, None) if read else None for name in fields}
    return _clash(row, _differences(fields, row, meant=values, written=values))


def _clash(row: Any, rows: Iterable[tuple[str, str, str]]) -> Clash:
    if isinstance(row, Act):
        return Clash(str(row), tuple(rows), row.by_name, row.by_id, row.at)
    last = row.history.first() if row.pk else None
    return Clash(
        row=str(row),
        rows=tuple(rows),
        saved_by=last.actor_name if last else "",
        saved_by_id=last.history_user_id if last else None,
        saved_at=last.history_date if last else None,
    )


def _differences(
    fields: dict[str, forms.Field],
    row: Any,
    *,
    meant: dict[str, Any],
    written: dict[str, Any],
) -> Iterable[tuple[str, str, str]]:
    """Yield label, stored and other words of each field whose meaning differs."""
    for name, field in fields.items():
        if not _is_compared(name, field, row):
            continue
        stored = getattr(row, name)
        if _plain(stored) != _plain(meant.get(name)):
            yield (
                str(field.label),
                _stored_words(name, field, row),
                choice_words(field, written.get(name)),
            )


def _stored_words(name: str, field: forms.Field, row: Any) -> str:
    """Return what is stored in the form's words; a choice it offers no longer in the row's own."""
    stored = getattr(row, name)
    words, own = choice_words(field, stored), getattr(row, f"get_{name}_display", None)
    return str(own()) if own and words == stored else words


def _is_compared(name: str, field: forms.Field, row: Any) -> bool:
    """Tell whether a field's text stands in the row and may be shown beside what was typed."""
    return not field.widget.is_hidden and "password" not in name and hasattr(row, name)


def _plain(value: Any) -> Any:
    """Return a value as it is compared: nothing is blank, and lines end as they are stored."""
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) else value
