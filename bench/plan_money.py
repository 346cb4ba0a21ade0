"""Savings and assets of a plan of any size for the benchmarks, so many times as they are."""

from bench.twins import twin, write_rows
from irp.history import write_acts
from programmes.models import (
    Lot,
    LotProgress,
    Saving,
    SavingAmounts,
    SavingTarget,
    SavingValidation,
)


def multiply_savings(times: int) -> None:
    """Copy each saving, no row of the plan any more, with its targets and amounts."""
    rows = list(Saving.objects.select_related("milestone__programme", "programme"))
    for number in range(1, times):
        copies = write_rows(
            twin(
                row,
                ref=f"{row.ref}+{number}",
                milestone_id=None,
                programme_id=row.of_programme.pk,
            )
            for row in rows
        )
        copied = {row.pk: copy.pk for row, copy in zip(rows, copies, strict=True)}
        for model in (SavingTarget, SavingAmounts, SavingValidation):
            own = model._default_manager.filter(saving__in=copied)
            write_acts([twin(row, saving_id=copied[row.saving_id]) for row in own])


def multiply_lots(times: int) -> None:
    """Copy each asset or lot with its sale."""
    rows = list(Lot.objects.all())
    for number in range(1, times):
        copies = write_rows(twin(row, ref=f"{row.ref}+{number}") for row in rows)
        copied = {row.pk: copy.pk for row, copy in zip(rows, copies, strict=True)}
        own = LotProgress.objects.filter(lot__in=copied)
        write_acts([twin(row, lot_id=copied[row.lot_id]) for row in own])
