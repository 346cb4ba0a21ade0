"""A month's entry of savings' amounts (Rule 26)."""

from collections.abc import Mapping
from typing import Any

from programmes.actions.saving_month import MonthEntered, enter_amounts
from programmes.attempts.saving_month import MonthAttempt
from programmes.forms.saving_month import AmountsForm
from programmes.models import Saving, SavingAmounts


class AmountsAttempt(MonthAttempt[AmountsForm]):
    """The month's entry of amounts."""

    template = "programmes/savings_month.html"
    form_kind = AmountsForm

    def is_of_person(self, row: Saving) -> bool:
        """Tell whether the person may enter a saving's amounts."""
        return bool(self.request.user.has_perm("programmes.keep_saving", row))

    def form(self, row: Saving, data: Mapping[str, Any] | None) -> AmountsForm:
        """Return the form of a row, the newest amounts in its boxes."""
        initial = AmountsForm.initial_of(self.newest.get(row.pk))
        return AmountsForm(data, ref=row.ref, initial=initial)

    def act(self, entries: dict[str, Any]) -> MonthEntered[SavingAmounts]:
        """Write the amounts of the rows that were changed."""
        return enter_amounts(entries, year=self.year, by=self.request.user, at=self.at)
