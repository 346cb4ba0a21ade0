"""What a completed milestone's report says shows it: evidence, or why none, and who runs it now."""

from datetime import date

from exchange.demonstration.months import dice
from programmes.rules.completion import NOTHING_SAID, Completion

EVIDENCE = (
    "Closure note of {day}, filed with the programme office.",
    "Highlight report and closure note of {day}, signed by the workstream lead.",
    "Minute of the programme board after {day}, with the final paper attached.",
    "Final document of {day}, published on the programme’s intranet page.",
    "Acceptance record of {day}, with the checklist that the service signed.",
)
NO_EVIDENCE = (
    "The work was done by a partner, whose records the council does not hold.",
    "It was agreed in a meeting that kept no minute; the workstream lead confirms it.",
)
SERVICES = {
    "SAV": "Financial Planning, Finance",
    "AST": "Property Services",
    "ERP": "Digital and Technology Services",
    "CHI": "Children and Families Directorate Support",
    "HOU": "Housing Management",
    "CUS": "Customer Services",
}
PEOPLE = "People Services"
TO_SERVICE = 0.15  # of the completed rows go to everyday work
UNRECORDED = 0.1


def completion(ref: str, programme: str, ended_on: date | None) -> Completion:
    """Return what the report of a row that ended says of it; of any other nothing."""
    if ended_on is None:
        return NOTHING_SAID
    chance = dice("evidence", ref)
    service = SERVICES.get(programme, PEOPLE) if chance.random() < TO_SERVICE else ""
    if not service and chance.random() < UNRECORDED:
        return Completion(no_evidence=chance.choice(NO_EVIDENCE))
    day = f"{ended_on.day} {ended_on:%B %Y}"
    return Completion(evidence=chance.choice(EVIDENCE).format(day=day), handed_to=service)
