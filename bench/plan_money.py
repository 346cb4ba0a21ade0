"""Savings and assets of a plan of any size for the benchmarks, so many times as they are."""

from bench.twins import kept, twin
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
        copies = kept(
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
            write_acts([twin(one, saving_id=copied[one.saving_id]) for one in own])


def multiply_lots(times: int) -> None:
    """Copy each asset or lot with its sale."""
    rows = list(Lot.objects.all())
    for number in range(1, times):
        copies = kept(twin(row, ref=f"{row.ref}+{number}") for row in rows)
        copied = {row.pk: copy.pk for row, copy in zip(rows, copies, strict=True)}
        own = LotProgress.objects.filter(lot__in=copied)
        write_acts([twin(one, lot_id=copied[one.lot_id]) for one in own])
