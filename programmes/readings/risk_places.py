"""Open risks as far as a matrix needs them: where each is, and where it was (Rule 28)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from irp.readings import Source
from programmes.facts.raid import Score, ScoringFacts
from programmes.figures.risk_matrix import Placed
from programmes.models import Risk, RiskScore
from programmes.readings.raid import scoring
from programmes.rules.raid import score_at
from programmes.words import EntryState


def risk_places(
    source: Source, *, since: datetime | None, among: Collection[int] | None
) -> list[Placed]:
    """Return the open risks of some programmes, by their keys, in two statements.

    None: of every programme, and the overarching ones. `since` is the moment of where they were.
    """
    given: dict[int, list[ScoringFacts]] = defaultdict(list)
    for act in source.acts(RiskScore):
        given[act.risk_id].append(scoring(act))
    names = ("id", "ref", "title", "programme_id", "state", "current_impact", "current_likelihood")
    return [
        Placed(
            ref=ref,
            title=title,
            now=Score(impact=impact, likelihood=likelihood) if impact else None,
            was=score_at(given[key], since) if since else None,
        )
        for key, ref, title, programme, state, impact, likelihood in source.columns(Risk, *names)
        if state == EntryState.OPEN and (among is None or programme in among)
    ]
