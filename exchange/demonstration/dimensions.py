"""What the demonstration's SAOs judge beside their ratings: made up."""

from programmes.facts.dimensions import NOT_JUDGED, Dimensions
from programmes.words import Dimension, Rating

# What is worse than the rest, and why, while the programme as a whole is not Green.
WORSE = {
    "ORA": (Dimension.COST, "The rehearsal that was added costs more than was approved."),
    "HOU": (Dimension.PEOPLE, "Posts of surveyors and repairs managers are not filled."),
    "CHI": (Dimension.PEOPLE, "Agency social workers cover posts of our own."),
    "SAV": (Dimension.BENEFITS, "One large saving slips into next year."),
}


def dimensions_of(ref: str, rating: Rating | None) -> Dimensions:
    """Return what an SAO judges beside a rating; a new programme's judges the rating alone."""
    if rating is None:
        return NOT_JUDGED
    worse, why = WORSE.get(ref, (Dimension.TIME, "Milestones come later than planned."))
    given = dict.fromkeys(Dimension, Rating.GREEN)
    if rating is Rating.GREEN:
        return Dimensions(given=given)
    given[worse] = rating
    if rating is Rating.RED and worse is not Dimension.TIME:
        given[Dimension.TIME] = Rating.AMBER
    return Dimensions(given=given, reason=why)
