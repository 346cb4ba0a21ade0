"""Delivery confidence: a person's judgement, with its definition beside each choice (Rule 1)."""

from irp.rules.words import Word


class Rating(Word):
    """Green, Amber or Red; never computed, never averaged."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Voice(Word):
    """Whose judgement it is; the voices stay apart and all are kept (Rule 2)."""

    SAO = "sao"
    CPMO = "cpmo"

    @property
    def label(self) -> str:
        """Return the voice as the council writes it."""
        return self.value.upper()


DEFINITIONS = {
    Rating.GREEN: (
        "Success on time, to budget and to quality is highly likely. Nothing outstanding "
        "threatens it."
    ),
    Rating.AMBER: (
        "Success is feasible, but there are significant issues that need attention. They look "
        "resolvable."
    ),
    Rating.RED: (
        "Success looks unachievable as things stand. There are issues that are not manageable now."
    ),
}


def rating_faults(
    *, rating: Rating, last: Rating | None, reason: str, signals: tuple[str, ...] = ()
) -> list[str]:
    """Return why a rating cannot be taken as given, each with what to type (Rules 5 and 7).

    Amber, Red, every change of rating, and Green against a signal need a written reason.
    """
    if reason.strip():
        return []
    if rating is not Rating.GREEN:
        return [f"Enter the reason for {rating.label}"]
    if last is not None and last is not rating:
        return [f"Enter the reason for the change from {last.label} to {rating.label}"]
    if signals:
        return [f"Enter the reason for Green although: {'; '.join(signals)}"]
    return []
