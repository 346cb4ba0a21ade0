"""How a file of entries, dependencies or money is tried: shown, saved once confirmed."""

from datetime import datetime
from typing import Any

from irp.attempts.files import FileAttempt
from irp.context import settings_of
from irp.models import ReportingPeriod
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from programmes.actions.benefits import load_benefits
from programmes.actions.budgets import enter_budgets
from programmes.actions.dependency_load import load_dependencies
from programmes.actions.lot_load import load_lots
from programmes.actions.register_load import load_register
from programmes.actions.saving_load import load_savings
from programmes.forms.benefit_file import BenefitFile, read_benefit_file
from programmes.forms.budget_file import BudgetFile, read_budget_file
from programmes.forms.dependency_file import DependencyFile, read_dependency_file
from programmes.forms.lot_file import LotFile, read_lot_file
from programmes.forms.register_file import read_register_file
from programmes.forms.register_preview import FileRead
from programmes.forms.saving_file import SavingFile, read_saving_file
from programmes.models import Benefit, BudgetEntry, Dependency, Lot, Programme, Saving
from programmes.readings.budgets import newest_budgets
from programmes.words import RaidKind


class RegisterAttempt(FileAttempt[FileRead]):
    """A file of risks, issues or actions."""

    def __init__(self, request: SignedIn, kind: RaidKind) -> None:
        self.kind = kind
        user = request.user

        def may_keep(programme: Programme | None) -> bool:
            return bool(user.has_perm("programmes.keep_raid", programme))

        def reads(text: str) -> FileRead:
            window = settings_of(request).window
            return read_register_file(kind, text, may_keep=may_keep, window=window)

        super().__init__(request, reads, FileRead)

    def load(self, *, at: datetime) -> list[Any] | None:
        """Return the entries that were saved; None where it is not confirmed or was refused."""
        by = self.request.user
        return self.confirmed(lambda read: load_register(self.kind, read.loads, by=by, at=at))


class DependencyAttempt(FileAttempt[DependencyFile]):
    """A file of dependencies."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        self.at = at

        def may_keep(row: Dependency) -> bool:
            return bool(request.user.has_perm("programmes.keep_dependency", row))

        def reads(text: str) -> DependencyFile:
            window = settings_of(request).window
            return read_dependency_file(text, may_keep=may_keep, window=window, on=london_day(at))

        super().__init__(request, reads, DependencyFile)

    def load(self) -> list[Dependency] | None:
        """Return the dependencies that were added; None where not confirmed or refused."""
        by, at = self.request.user, self.at
        return self.confirmed(lambda read: load_dependencies(read.loads, by=by, at=at))


class SavingAttempt(FileAttempt[SavingFile]):
    """A file of savings."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        self.at, user = at, request.user

        def may_add(programme: Programme) -> bool:
            return bool(user.has_perm("programmes.keep_raid", programme))

        def reads(text: str) -> SavingFile:
            may_set = user.has_perm("programmes.set_saving_target")
            return read_saving_file(text, may_add=may_add, may_set=may_set)

        super().__init__(request, reads, SavingFile)

    def load(self) -> list[Saving] | None:
        """Return the savings that were saved; None where not confirmed or refused."""
        by, at = self.request.user, self.at
        return self.confirmed(lambda read: load_savings(read.loads, by=by, at=at))


class BudgetAttempt(FileAttempt[BudgetFile]):
    """A file of budgets and people; what was entered since its preview is a conflict."""

    def __init__(self, request: SignedIn, period: ReportingPeriod, *, at: datetime) -> None:
        self.at, user = at, request.user

        def may_enter(programme: Programme) -> bool:
            return bool(user.has_perm("programmes.enter_budget", programme))

        def reads(text: str) -> BudgetFile:
            after = self.form.cleaned_data.get("seen")  # None where it is shown for the first time
            return read_budget_file(
                text,
                newest=newest_budgets(at=at),
                period=period.pk,
                may_enter=may_enter,
                after=after,
            )

        super().__init__(request, reads, BudgetFile)

    def load(self) -> list[BudgetEntry] | None:
        """Return the entries that were made; None where not confirmed or refused."""
        by, at = self.request.user, self.at
        return self.confirmed(
            lambda read: enter_budgets(
                {load.programme.ref: load.entry for load in read.loads}, by=by, at=at
            )
        )


class LotsFileAttempt(FileAttempt[LotFile]):
    """A file of assets and lots with their sales."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        self.at, user = at, request.user

        def may_add(programme: Programme) -> bool:
            return bool(user.has_perm("programmes.keep_raid", programme))

        def may_keep(row: Lot) -> bool:
            return bool(user.has_perm("programmes.keep_lot", row))

        def reads(text: str) -> LotFile:
            window = settings_of(request).window
            return read_lot_file(text, may_add=may_add, may_keep=may_keep, window=window, at=at)

        super().__init__(request, reads, LotFile)

    def load(self) -> list[Lot] | None:
        """Return the lots that were saved; None where not confirmed or refused."""
        by, at = self.request.user, self.at
        return self.confirmed(lambda read: load_lots(read.loads, by=by, at=at))


class BenefitAttempt(FileAttempt[BenefitFile]):
    """A file of benefits."""

    def __init__(self, request: SignedIn, *, at: datetime) -> None:
        self.at, user = at, request.user

        def may_add(programme: Programme) -> bool:
            return bool(user.has_perm("programmes.keep_raid", programme))

        def reads(text: str) -> BenefitFile:
            return read_benefit_file(text, may_add=may_add, window=settings_of(request).window)

        super().__init__(request, reads, BenefitFile)

    def load(self) -> list[Benefit] | None:
        """Return the benefits that were added; None where not confirmed or refused."""
        by, at = self.request.user, self.at
        return self.confirmed(
            lambda read: load_benefits(
                [(load.programme, load.values) for load in read.loads], by=by, at=at
            )
        )
