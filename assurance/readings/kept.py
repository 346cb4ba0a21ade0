"""What a frozen month keeps of assurance beside the outcomes: the same now or as at a moment."""

from assurance.facts.kept import AssuranceKept
from assurance.readings.concerns import responses
from assurance.readings.links import links
from assurance.readings.narrative import amendments, powers, published_reports, question_answers
from assurance.readings.recommendations import recommendations
from assurance.readings.requests import requests
from assurance.readings.sustained import settings_of_all
from irp.readings import Source


def assurance_kept(source: Source, *, quarters: str) -> AssuranceKept:
    """Return it in as many statements whatever the plan's length.

    `quarters` is how a quarter printed in a recommendation is read (Rule 11).
    """
    return AssuranceKept(
        recommendations=recommendations(source, quarters=quarters),
        requests=requests(source),
        responses=responses(source),
        answers=question_answers(source),
        powers=powers(source),
        reports=published_reports(source),
        amendments=amendments(source),
        links=links(source),
        sustained=settings_of_all(source),
    )
