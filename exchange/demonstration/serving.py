"""Which outcomes the demonstration's programmes serve: made up, for the plan names none."""

from collections.abc import Iterable
from datetime import datetime

from exchange.demonstration.stories import Story
from irp.models import Outcome, User
from programmes.actions.serving import set_outcomes
from programmes.models import Programme

# By programme: the aim and the number of each outcome.
SERVES = {
    "SAV": ((1, 1), (1, 2), (1, 4)),
    "JOB": ((1, 5),),
    "AST": ((1, 1), (1, 3)),
    "COM": ((1, 6),),
    "ODC": ((2, 1), (2, 2)),
    "ORA": ((1, 6), (2, 3)),
    "CSR": ((2, 4),),
    "CON": ((1, 7), (2, 5)),
    "ERP": ((2, 2),),
    "PPR": ((2, 8),),
    "GOV": ((2, 6), (2, 7)),
    "COL": ((1, 3), (2, 4)),
    "CHI": ((3, 1), (3, 4)),
    "STR": ((3, 1), (3, 2)),
    "HOU": ((3, 1), (3, 4)),
    "CUS": ((3, 3),),
}


def say_what_serves(stories: Iterable[Story], *, by: User, at: datetime) -> None:
    """Tie every open programme to its outcomes, once, before the first eventful month."""
    if Programme.objects.filter(outcomes__isnull=False).exists():
        return
    placed = Outcome.objects.select_related("aim")
    outcomes = {(row.aim.number, row.number): row for row in placed}
    for story in stories:
        row = story.programme
        if row.ref not in SERVES or row.closed_on:
            continue
        serves = [outcomes[place] for place in SERVES[row.ref] if place in outcomes]
        reason = "Demonstration: agreed with the SAOs."
        changed = set_outcomes(row, serves=serves, reason=reason, version=row.version, by=by, at=at)
        row.version = changed.version
