"""What the person who freezes a period is shown first: what is missing, and with whom (Rule 16)."""

from dataclasses import dataclass
from datetime import datetime

from assurance.actions import missing_returns
from irp.models import ReportingPeriod
from programmes.models import Return
from programmes.rules import ReturnState


@dataclass(frozen=True)
class MissingReturn:
    """A return that will stand as "not reported" for ever, and who holds it since when."""

    ref: str
    programme: str
    state: str
    holder: str
    since: datetime | None


@dataclass(frozen=True)
class FreezeSheet:
    """What the freeze page shows."""

    period: ReportingPeriod
    missing: tuple[MissingReturn, ...]
    signed: int  # received, CPMO's challenge still open
    assured: int

    @property
    def expected(self) -> int:
        """Return how many returns the period asks for."""
        return len(self.missing) + self.signed + self.assured

    @property
    def refs(self) -> tuple[str, ...]:
        """Return the references of the programmes whose returns are missing."""
        return tuple(row.ref for row in self.missing)


def freeze_sheet(period: ReportingPeriod) -> FreezeSheet:
    """Return what a freeze now would record."""
    states = list(period.returns.received().values_list("state", flat=True))
    return FreezeSheet(
        period=period,
        missing=tuple(_missing(ret) for ret in missing_returns(period)),
        signed=states.count(ReturnState.SIGNED.value),
        assured=states.count(ReturnState.ASSURED.value),
    )


def _missing(ret: Return) -> MissingReturn:
    state = ReturnState(ret.state)
    posts = {"RDL": ret.programme.rdl, "SAO": ret.programme.sao}
    post = posts.get(state.holder)
    return MissingReturn(
        ref=ret.programme.ref,
        programme=ret.programme.name,
        state=state.label,
        holder=f"{state.holder}: {post.title if post else 'not named in the plan'}",
        since=ret.state_since,
    )
