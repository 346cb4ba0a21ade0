"""What a requirement rests on: its evidence, and whether it is sustained (Rule 22)."""

from dataclasses import dataclass
from datetime import date

from assurance.charts.sustained import sustained_chart
from assurance.facts.evidence import SustainedFacts
from assurance.figures.evidence import EvidenceLine, evidence_lines
from assurance.readings.evidence import evidence_for
from assurance.readings.sustained import runs_of, setting_of
from assurance.rules.evidence import SEES_ALL
from assurance.rules.sustained import Run
from irp.charts import Drawing
from irp.models import User
from irp.readings import Source


@dataclass(frozen=True)
class Proof:
    """The evidence of a requirement that a person may see, and its runs by what they may see."""

    lines: tuple[EvidenceLine, ...]
    setting: SustainedFacts | None
    runs: tuple[Run, ...]
    sees_all: bool

    @property
    def chart(self) -> Drawing | None:
        """Return the strip of every directorate, None where commissioners set nothing."""
        return sustained_chart(self.runs, self.setting.cadence) if self.setting else None

    @property
    def in_force(self) -> tuple[EvidenceLine, ...]:
        """Return the pieces that were not retired."""
        return tuple(line for line in self.lines if not line.is_retired)


def proof_of(source: Source, ref: str, *, user: User, on: date) -> Proof:
    """Return what a requirement rests on; in six statements."""
    pieces = evidence_for(source, ref, user=user)
    setting = setting_of(source, ref)
    return Proof(
        lines=tuple(evidence_lines(pieces, on=on)),
        setting=setting,
        runs=runs_of(setting, pieces, on=on) if setting else (),
        sees_all=user.holds_kind(*SEES_ALL),
    )
