"""The columns of a recommendation, and of each action of the response to it."""

from collections.abc import Callable
from operator import attrgetter

from assurance.figures.recommendations import ActionLine, RecommendationLine
from assurance.models import Recommendation, RecommendationAction
from assurance.words.recommendations import Viewer
from irp.columns import Column, Kind
from irp.fields import label_of


def _view(viewer: Viewer) -> Callable[[RecommendationLine], str]:
    return lambda line: line.view_words(viewer)


RECOMMENDATION: tuple[Column[RecommendationLine], ...] = (
    Column("body", label_of(Recommendation, "body"), attrgetter("made_by")),
    Column("number", label_of(Recommendation, "number"), attrgetter("facts.number"), Kind.NUMBER),
    Column("title", label_of(Recommendation, "title"), attrgetter("facts.title")),
    Column("text", label_of(Recommendation, "text"), attrgetter("facts.text")),
    Column("standing", "Status", attrgetter("standing"), Kind.WORD),
    Column("council", "The council says", attrgetter("council")),
    *(Column(viewer.value, viewer.label, _view(viewer)) for viewer in Viewer),
    Column("actions", "Actions", lambda line: len(line.actions), Kind.NUMBER),
    Column("overdue", "Actions overdue", attrgetter("n_overdue"), Kind.NUMBER),
    Column("extended", "Actions extended", attrgetter("n_extended"), Kind.NUMBER),
    Column("next_due", "Next date", attrgetter("next_due"), Kind.PLAN_DATE),
    Column("owners", "Who answers for it", lambda line: "; ".join(line.owners)),
    Column("due", "Dates in it", lambda line: "; ".join(day.raw for day in line.facts.printed)),
    Column("origin", "Source", attrgetter("facts.source")),
)

Pair = tuple[RecommendationLine, ActionLine | None]  # None: it has no action yet


def _view_of(viewer: Viewer) -> Callable[[Pair], str]:
    return lambda pair: pair[0].view_words(viewer)


def _of_action(name: str, label: str, read: str, kind: Kind = Kind.TEXT) -> Column[Pair]:
    get = attrgetter(read)
    return Column(name, label, lambda pair: pair[1] and get(pair[1]), kind)


RESPONSE: tuple[Column[Pair], ...] = (
    Column("body", label_of(Recommendation, "body"), lambda pair: pair[0].made_by),
    Column("number", "Recommendation number", lambda pair: pair[0].facts.number, Kind.NUMBER),
    Column("title", label_of(Recommendation, "title"), lambda pair: pair[0].facts.title),
    Column("standing", "Status", lambda pair: pair[0].standing, Kind.WORD),
    _of_action("action", "Action number", "facts.number", Kind.NUMBER),
    _of_action("words", label_of(RecommendationAction, "words"), "facts.words"),
    _of_action("owner", label_of(RecommendationAction, "owner"), "owner"),
    _of_action("council", "The council says", "status"),
    _of_action("due", "Due", "due", Kind.PLAN_DATE),
    _of_action("first_due", "First due date", "first_due", Kind.PLAN_DATE),
    _of_action("extended", "Times extended", "n_extended", Kind.NUMBER),
    _of_action("days_over", "Days overdue", "days_over", Kind.NUMBER),
    _of_action("evidence", "Evidence", "evidence"),
    Column(
        "milestones",
        "Milestones",
        lambda pair: ", ".join(pair[1].facts.milestones) if pair[1] else "",
    ),
    *(Column(viewer.value, viewer.label, _view_of(viewer)) for viewer in Viewer),
)


def pairs(lines: list[RecommendationLine]) -> list[Pair]:
    """Return each recommendation with each of its actions; one without any has a row too."""
    return [(line, action) for line in lines for action in line.actions or (None,)]
