"""What of an outcome is to be shown over time, as packs print it (Rule 22)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assurance.charts.sustained import printed_strip, sustained_chart
from assurance.facts.evidence import SustainedOf
from assurance.figures.sustained import held_in_index, runs_of
from assurance.rules.sustained import Run
from assurance.words.evidence import Cadence
from irp.charts import beside
from irp.rules.measuring import Measured
from packs.facts import PlanFacts

# Said of every run where any evidence is withheld: which requirement it is for is not told.
RUN_HIDDEN = "not shown, since evidence is withheld"


@dataclass(frozen=True, kw_only=True)
class SustainedRow:
    """A requirement to be shown over time: its runs in words, and as a strip (Rule 22)."""

    ref: str
    asked: str
    runs: tuple[tuple[str, str], ...]  # directorate, "" for all evidence, and its run
    svg: Markup  # empty where its runs are not shown


def sustained_rows(
    plan: PlanFacts,
    settings: Iterable[SustainedOf],
    refs: set[str],
    *,
    measured: Measured,
    lacks_evidence: bool = False,
) -> tuple[SustainedRow, ...]:
    """Return the requirements of some references that are to be shown over time.

    `lacks_evidence` tells that evidence is withheld: a run of the rest alone could be false.
    """
    found = []
    for row in settings:
        if row.requirement not in refs:
            continue
        setting = row.setting
        own = (piece for piece in plan.evidence or () if row.requirement in piece.requirements)
        runs = (
            () if lacks_evidence else runs_of(setting, map(held_in_index, own), measured=measured)
        )
        found.append(
            SustainedRow(
                ref=row.requirement,
                asked=f"{setting.cadence.counted(setting.periods)} in a row",
                runs=tuple((run.name, run.words(setting.cadence)) for run in runs)
                or (("", RUN_HIDDEN),),
                svg=_strip(runs, setting.cadence) if runs else Markup(),
            )
        )
    return tuple(found)


def _strip(runs: Sequence[Run], cadence: Cadence) -> Markup:
    return beside(printed_strip(runs, cadence), sustained_chart(runs, cadence).narrow)
