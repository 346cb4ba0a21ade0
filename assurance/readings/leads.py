"""Who serves as lead commissioner: a post whose title says so, held and in effect (Rule 24b)."""

from datetime import datetime

from assurance.readings.interests import interests
from assurance.rules.interests import barred_words
from irp.readings.commissioners import serving
from irp.rules.agreement import is_lead
from irp.rules.calendar import london_day


def leads(*, at: datetime, outcome: int | None = None) -> set[int]:
    """Return the keys of those who lead, in an outcome those who declared no interest there."""
    on = london_day(at)
    held = serving(on=on).values_list("user_id", "post__title")
    found = {key for key, title in held if is_lead(title)}
    if outcome is None or not found:
        return found
    declared = interests(at=at, outcome=outcome)
    return {key for key in found if not barred_words(declared, by=key, outcome=outcome, on=on)}
