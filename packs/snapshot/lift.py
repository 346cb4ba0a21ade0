"""Bodies of older schemas lifted to the facts of the newest, one function a schema.

What an older schema kept nothing of is named in `not_kept` and never told as "none": texts say "not
kept", and a moment that was not kept is that of the snapshot, by when it had happened.
A fact that the newest schema gains is added to its record, with a default, and named in one place:
the last entry of `BROUGHT`. No lift changes for it.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assurance.facts import (
    QuestionFacts,
    TestFacts,
)
from assurance.words import Judgement, Speaker
from irp.facts import AimFacts, ErratumFacts, PeriodFacts, SaidFacts, SettingsFacts
from irp.rules.plan_dates import PlanDate, QuarterConvention
from packs.facts import KeyFacts, PlanFacts, StoodAt
from packs.snapshot.lift_assurance import lifted_event, lifted_outcome
from packs.snapshot.lift_delivery import lifted_programme, read_moment
from packs.snapshot.lift_measures import lifted_indicators, lifted_receipt, lifted_saving
from packs.words import NOT_KEPT
from programmes.words import Delivery, Rating, Voice

# What a body of each schema kept nothing of and one of the next keeps, by dotted names, one a
# line. A pack leaves the parts out that a body could say nothing of.
BROUGHT_AFTER_1 = (
    "settings.moves_watched",
    "settings.periods_watched",
    "settings.narrative_alike_percent",
    "programmes.outcomes",
    "programmes.signing_posts",
    "programmes.retired",
    "programmes.ret_before",
    "programmes.ret.ratings that no longer counted",
    "programmes.ret.signatures that were void",
    "programmes.months before the last six",
    "programmes.milestones.baselines between the first and the newest",
    "programmes.milestones.baselines.at",
    "programmes.milestones.reports before the newest",
    "programmes.milestones.reports.by_name",
    "programmes.milestones.reports.at",
    "receipts.start",
    "indicators.outcomes",
    "indicators.note",
    "indicators.readings before the newest",
    "indicators.readings.note",
    "indicators.readings.by_name",
    "indicators.readings.by_post",
    "indicators.readings.at",
    "tests.erratum",
)
BROUGHT_AFTER_3 = (
    "points",
    "changes",
    "descents",
    "published",
    "programmes.milestones.baselines.change",
    "settings.forecast_tolerance_days",
    "settings.stale_months",
    "dependencies",
    "indicators.targets",
    "programmes.milestones.reports.evidence",
    "programmes.milestones.recurring",
    "programmes.milestones.completions",
    "programmes.milestones.leads",
    "programmes.preparers",
    "programmes.ret.steps.vacant",
    "programmes.ret.signatures.reserve",
    "editions",
    "restructurings",
    "programmes.closed_on",
    "programmes.months.outside",
    "programmes.milestones.opening",
    "programmes.milestones.baselines.decided_by",
)

BROUGHT_AFTER_6 = (
    "benefits",
    "budgets",
    "evidence",
    "judged",
    "runway",
    "money.fund",
    "programmes.ret.ratings.dimensions",
    "outcomes.requirements.withdrawn",
    "outcomes.requirements.owner",
    "outcomes.requirements.assessments.answer",
    "outcomes.requirements.gates.number",
    "outcomes.requirements.gates.ruling",
)
BROUGHT_AFTER_7 = (
    "assurance",
    "boards",
    "commissioners",
    "evidence.directorates",
    "indicators.readings.reason",
    "outcomes.official",
    "outcomes.requirements.assessments.considered",
    "outcomes.requirements.assessments.words_version",
    "outcomes.requirements.official",
    "settings.cap_confirmed_on",
    "tests.official",
)
BROUGHT = {
    1: BROUGHT_AFTER_1,
    2: ("raid",),
    3: BROUGHT_AFTER_3,
    5: ("indicators.frequency", "indicators.lag_months", "money"),
    6: BROUGHT_AFTER_6,
    7: BROUGHT_AFTER_7,
}


def kept_nothing_of(schema: int) -> tuple[str, ...]:
    """Return what a body of an older schema kept nothing of: what every later one brought."""
    return tuple(name for after, names in BROUGHT.items() if after >= schema for name in names)


def schema_1(body: dict[str, Any]) -> PlanFacts:
    """Return the facts of a body of schema 1."""
    at = datetime.fromisoformat(body["taken_at"])
    month = date.fromisoformat(body["period"]["month"])
    return PlanFacts(
        taken_at=at,
        settings=_settings(body),
        period=_period(body, at),
        aims=tuple(AimFacts(**aim) for aim in body["aims"]),
        programmes=tuple(lifted_programme(row, month=month, at=at) for row in body["programmes"]),
        savings=tuple(lifted_saving(saving) for saving in body["savings"]),
        receipts=tuple(lifted_receipt(receipt) for receipt in body["receipts"]),
        indicators=lifted_indicators(body["indicators"], at),
        tests=tuple(TestFacts(**test, erratum=NOT_KEPT) for test in body["tests"]),
        outcomes=tuple(lifted_outcome(outcome) for outcome in body["outcomes"]),
        questions=tuple(QuestionFacts(**question) for question in body["questions"]),
        timeline=tuple(lifted_event(event) for event in body["timeline"]),
        errata=tuple(_erratum(erratum) for erratum in body["errata"]),
        not_kept=kept_nothing_of(1),
    )


def same_names(plan: PlanFacts, schema: int) -> PlanFacts:
    """Return the facts of a body of an older schema whose every name is still the same."""
    return replace(plan, not_kept=kept_nothing_of(schema))


def schema_4(body: dict[str, Any]) -> dict[str, Any]:
    """Return a body of schema 4 as one of schema 5, whose every row says what it asks for.

    In schema 4 a request had one kind for all its rows, and was one part. Whether an assurance date
    is overtaken or a saving changes, its rows said by their causes already.
    """
    for request in body.get("plan", {}).get("changes") or ():
        kind = request.pop("kind")
        for row in request["rows"]:
            row |= {"kind": kind, "part": 1}
    return body


def last_pack_of_schema_1(body: dict[str, Any]) -> KeyFacts | None:
    """Return what a body of schema 1 carries of the snapshot before it; None in the first."""
    before = body["previous"]
    if before is None:
        return None
    return KeyFacts(
        month=date.fromisoformat(before["month"]),
        taken_at=datetime.fromisoformat(before["taken_at"]),
        sha256=before["sha256"],
        received={ref: row["received"] for ref, row in before["programmes"].items()},
        ratings={
            ref: {Voice(voice): Rating(rating) for voice, rating in row["ratings"].items()}
            for ref, row in before["programmes"].items()
        },
        milestones={ref: _stood(milestone) for ref, milestone in before["milestones"].items()},
        judgements={
            ref: {
                Speaker(speaker): Judgement(judgement) for speaker, judgement in by_speaker.items()
            }
            for ref, by_speaker in before["judgements"].items()
        },
    )


def _stood(milestone: dict[str, Any]) -> StoodAt:
    return StoodAt(
        delivery=Delivery(milestone["delivery"]) if milestone["delivery"] else None,
        forecast=PlanDate.from_json(milestone["forecast"]) if milestone["forecast"] else None,
        baseline_number=milestone["baseline"],
    )


def _settings(body: dict[str, Any]) -> SettingsFacts:
    return SettingsFacts(
        council=body["council"],
        demonstration=body["demonstration"],
        irp_quarters=QuarterConvention(body["quarters"]["irp"]),
        cap_quarters=QuarterConvention(body["quarters"]["cap"]),
        intervention_ends_on=date.fromisoformat(body["intervention_ends_on"]),
        moves_watched=0,
        periods_watched=0,
        narrative_alike_percent=0,
    )


def _period(body: dict[str, Any], at: datetime) -> PeriodFacts:
    days = {name: date.fromisoformat(day) for name, day in body["period"].items()}
    return PeriodFacts(**days, opened_at=_opened_at(body), frozen_at=at)


def _opened_at(body: dict[str, Any]) -> datetime | None:
    """Return since when a return that nobody began was waited for: since its month was opened."""
    for row in body["programmes"]:
        ret = row["return"]
        if not ret["received"] and len(ret["steps"]) <= 1:
            return read_moment(ret["held_since"])
    return None


def _erratum(erratum: dict[str, Any]) -> ErratumFacts:
    says = tuple(
        SaidFacts(where=passage["where"], text=passage["text"]) for passage in erratum["says"]
    )
    return ErratumFacts(subject=erratum["subject"], says=says, note=erratum["note"])
