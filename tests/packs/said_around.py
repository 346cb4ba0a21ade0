"""What people said around the requirements, made up in the texts that a test gives."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from assurance.facts.concerns import ResponseFacts
from assurance.facts.evidence import SustainedFacts, SustainedOf
from assurance.facts.kept import AssuranceKept
from assurance.facts.links import LinkFacts
from assurance.facts.narrative import (
    AmendmentFacts,
    PowerFacts,
    QuestionAnswerFacts,
    SecretaryReportFacts,
    SecretaryStepFacts,
)
from assurance.facts.recommendations import (
    ActionFacts,
    ExtensionFacts,
    ProgressFacts,
    RecommendationFacts,
    ViewFacts,
)
from assurance.facts.requests import RequestFacts, RequestStepFacts
from assurance.words import Speaker
from assurance.words.amendments import AmendmentKind
from assurance.words.concerns import Trend
from assurance.words.evidence import Cadence
from assurance.words.links import LinkKind, LinkState
from assurance.words.narrative import Answer, Power
from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from assurance.words.reports import Limb, ReportStep
from assurance.words.requests import RequestAct
from irp.rules.plan_dates import QuarterConvention, parse_plan_date

AT = datetime(2026, 10, 20, 10, 0, tzinfo=UTC)
NOTHING: dict[str, Any] = dict.fromkeys((field.name for field in fields(AssuranceKept)), ())


def kept(**parts: Any) -> AssuranceKept:
    """Return what a month keeps: nothing but what is said."""
    return AssuranceKept(**NOTHING | parts)


def due(words: str) -> Any:
    """Return a date of the Improvement and Recovery Plan."""
    return parse_plan_date(words, quarters=QuarterConvention.FINANCIAL)


def who(text: Callable[[str], str] = str, at: datetime = AT) -> dict[str, Any]:
    """Return who said it and when."""
    return {"by_name": text("by_name"), "by_post": text("by_post"), "at": at}


def action(text: Callable[[str], str] = str, **changes: Any) -> ActionFacts:
    """Return an action of a response: due in September 2026, and not reported."""
    values: dict[str, Any] = {
        "number": 1, "words": text("words"), "owner": text("owner"), "due": due("30 Sep 2026"),
        "milestones": (), "reports": (), "extensions": (),
    }  # fmt: skip
    return ActionFacts(**values | changes)


def recommendation(text: Callable[[str], str] = str, **changes: Any) -> RecommendationFacts:
    """Return a recommendation of the external auditor with one action."""
    values: dict[str, Any] = {
        "body": Body.AUDITOR, "made_by": "", "number": 1, "title": text("title"), "text": "",
        "printed": (), "source": "IRP", "erratum": "", "actions": (action(text),), "views": (),
    }  # fmt: skip
    return RecommendationFacts(**values | changes)


def extended(text: Callable[[str], str] = str) -> ExtensionFacts:
    """Return a date moved to the end of March 2027."""
    return ExtensionFacts(due=due("31 Mar 2027"), reason=text("reason"), **who(text))


def reported(progress: Progress, text: Callable[[str], str] = str) -> ProgressFacts:
    """Return what the council says of an action."""
    words = {"words": text("words"), "evidence": text("evidence")}
    return ProgressFacts(progress=progress, **words, **who(text))


def view(viewer: Viewer, opinion: Opinion, text: Callable[[str], str] = str) -> ViewFacts:
    """Return internal audit's check or the external auditor's view."""
    words = {"reason": text("reason"), "evidence": text("evidence")}
    return ViewFacts(viewer=viewer, opinion=opinion, **words, **who(text))


def request(
    number: int, *steps: RequestStepFacts, text: Callable[[str], str] = str
) -> RequestFacts:
    """Return a request due on 12 October 2026."""
    return RequestFacts(
        number=number, owner=text("owner"), requirements=("PO8-T1-1",), words=text("words"),
        due_on=date(2026, 10, 12), steps=steps, **who(text, AT - timedelta(days=30)),
    )  # fmt: skip


def step(
    what: RequestAct, *, text: Callable[[str], str] = str, due_on: date | None = None
) -> RequestStepFacts:
    """Return a step of a request, taken on 20 October 2026."""
    return RequestStepFacts(what=what, words=text("words"), due_on=due_on, **who(text))


def response(
    ref: str, trend: Trend = Trend.WORSE, text: Callable[[str], str] = str
) -> ResponseFacts:
    """Return the council's response to a concern."""
    words = {"words": text("words"), "owner": text("owner"), "due_on": date(2027, 3, 31)}
    return ResponseFacts(ref=ref, trend=trend, **words, **who(text))


def link(
    number: int, requirement: str, kind: LinkKind, ref: str, *, state: LinkState,
    text: Callable[[str], str] = str,
) -> LinkFacts:  # fmt: skip
    """Return a link from delivery."""
    names = ("proposed", "confirmed", "ended")
    acts = {f"{name}_{what}": "" for name in names for what in ("by", "in")}
    return LinkFacts(
        number=number, requirement=requirement, kind=kind, ref=ref, title=text("title"),
        programme="", state=state, reason=text("reason"), source="", proposed_at=AT,
        confirmed_at=None, ended_at=None, ended_reason="", **acts,
    )  # fmt: skip


def sustained(requirement: str, periods: int = 6) -> SustainedOf:
    """Return that a requirement is to be shown for some months in a row."""
    setting = SustainedFacts(periods=periods, cadence=Cadence.MONTH, directorates=(), reason="So",
                             by_name="A", at=AT)  # fmt: skip
    return SustainedOf(requirement=requirement, setting=setting)


def one_of_each(text: Callable[[str], str], *, requirement: str, concern: str, milestone: str):
    """Return one of everything, each in these texts."""
    acted = action(
        text, reports=(reported(Progress.DONE, text),), extensions=(extended(text),), number=2
    )
    views = tuple(view(viewer, Opinion.PARTLY, text) for viewer in Viewer)
    return kept(
        recommendations=(recommendation(text, actions=(action(text), acted), views=views),),
        requests=(
            request(1, text=text),
            request(2, step(RequestAct.ANSWERED, text=text), text=text),
            request(3, step(RequestAct.ACCEPTED, text=text), text=text),
        ),
        responses=(response(concern, text=text), response(concern, text=text)),
        answers=tuple(
            QuestionAnswerFacts(
                question=1,
                speaker=who_says,
                answer=Answer.IN_PART,
                narrative=text("narrative"),
                evidence_cited=text("evidence_cited"),
                **who(text),
            )
            for who_says in Speaker
        ),
        powers=(
            PowerFacts(
                number=1,
                kind=Power.USED,
                title=text("title"),
                reason=text("reason"),
                done_on=date(2026, 10, 1),
                **who(text),
            ),
        ),
        reports=(
            SecretaryReportFacts(
                number=1,
                month=date(2026, 9, 1),
                limb=Limb.PATH,
                words=text("words"),
                questions=("", "", ""),
                differs=text("differs"),
                steps=(SecretaryStepFacts(step=ReportStep.PUBLISHED, words="", **who(text)),),
                **who(text),
            ),
        ),
        amendments=(
            AmendmentFacts(
                number=1,
                kind=AmendmentKind.DATE,
                requirement=requirement,
                reason=text("reason"),
                agreed_by=text("agreed_by"),
                was=text("was"),
                becomes=text("becomes"),
                **who(text),
            ),
        ),
        links=(
            link(
                1, requirement, LinkKind.MILESTONE, milestone, state=LinkState.CONFIRMED, text=text
            ),
            link(2, requirement, LinkKind.KPI, "KPI-0-0", state=LinkState.PROPOSED, text=text),
        ),
        sustained=(sustained(requirement),),
    )
