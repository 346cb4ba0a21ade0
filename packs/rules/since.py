"""What has happened since the last pack of a board, and how bad each of it is."""

from datetime import datetime
from enum import IntEnum

from assurance.words import Judgement
from assurance.words.cells import Said
from assurance.words.gates import Ruling


class Weight(IntEnum):
    """How bad the news is, the worst first (PAGES 6)."""

    TAKEN_BACK = 1  # what was said holds no longer: why a version is corrected
    BAD = 2
    OTHER = 3


def weight_of(verdict: Judgement | Said | Ruling) -> Weight:
    """Return how bad it is that commissioners or others said something."""
    if verdict in {Said.WITHDRAWN, Ruling.WITHDRAWN}:
        return Weight.TAKEN_BACK
    return Weight.BAD if verdict in {Judgement.NOT_MET, Said.NOT_CONFIDENT} else Weight.OTHER


def is_since(moment: datetime, since: datetime | None) -> bool:
    """Tell whether a moment is after that of the last pack; in the first pack everything is."""
    return since is None or moment > since
