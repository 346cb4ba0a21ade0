"""What a finance validator confirms of a month's savings (Rule 26)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from irp.rules.money import printed_pounds
from programmes.actions.saving_month import MonthEntered, validate_amounts
from programmes.attempts.month_rows import Clash
from programmes.attempts.saving_month import MonthAttempt
from programmes.forms.saving_month import ValidationForm
from programmes.models import Saving, SavingAmounts, SavingValidation
from programmes.rules.savings import is_to_validate, validator_refusals


class ValidationAttempt(MonthAttempt[ValidationForm]):
    """The validator's table of the month: what is delivered and not validated as it is."""

    template = "programmes/savings_validate.html"
    form_kind = ValidationForm

    def is_of_person(self, row: Saving) -> bool:
        """Every saving may wait for a validator."""
        return True

    def read(self, *, at: datetime) -> None:
        """Read what is in force, and keep what waits to be validated."""
        super().read(at=at)
        if self.request.method == "POST":
            return
        self.savings = [row for row in self.savings if self._waits(row)]

    def _waits(self, row: Saving) -> bool:
        now, last = self.newest.get(row.pk), self.validations.get(row.pk)
        seen = last.delivered if last else None
        return now is not None and is_to_validate(delivered=now.delivered, seen=seen)

    def form(self, row: Saving, data: Mapping[str, Any] | None) -> ValidationForm:
        """Return the form of a row, blank."""
        now = self.newest.get(row.pk)
        delivered = now.delivered if now else SavingAmounts().late
        return ValidationForm(data, ref=row.ref, initial=self.versions(row), delivered=delivered)

    def versions(self, row: Saving) -> dict[str, int]:
        """Return the keys of what is in force, by the hidden boxes of a row."""
        last = self.validations.get(row.pk)
        return super().versions(row) | {"checked": last.pk if last else 0}

    def refusals_of(self, row: Saving) -> tuple[str, ...]:
        """Return why this person may not validate a saving."""
        user, now = self.request.user, self.newest.get(row.pk)
        owns = user.holds(row.owner) or user.holds(row.sao)
        entered = now is not None and now.by_id == user.pk
        return tuple(validator_refusals(owns=owns, entered=entered))

    def differences(self, row: Saving, form: ValidationForm) -> Clash:
        """Return what is delivered now, and what others validated, beside what was typed."""
        now, last = self.newest.get(row.pk), self.validations.get(row.pk)
        typed = form.cleaned_data.get("in_year")
        words = printed_pounds(typed) if typed is not None else "–"
        found = [("Delivered", printed_pounds(now.delivered) if now else "–", "")]
        if last:
            found.append(("Validated in-year amount", printed_pounds(last.in_year), words))
        return tuple(found)

    def act(self, entries: dict[str, Any]) -> MonthEntered[SavingValidation]:
        """Write the validations of the rows that were filled in."""
        return validate_amounts(entries, year=self.year, by=self.request.user, at=self.at)
