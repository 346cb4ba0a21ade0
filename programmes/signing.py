"""What a signature signs and who has acted on a return: reads only, shared by act and page."""

from typing import Any

from irp.models import Post
from programmes.models import Confidence, Return, Signature
from programmes.rules import Rating, Voice
from programmes.rules.returns import People, ReturnState


def last_rating(ret: Return, voice: Voice) -> Rating | None:
    """Return this voice's newest rating in an earlier period, or None."""
    found = (
        Confidence.objects.filter(
            ret__programme=ret.programme_id,
            voice=voice.value,
            period__month__lt=ret.period.month,
        )
        .order_by("-period__month", "-at", "-pk")
        .first()
    )
    return Rating(found.rating) if found else None


def ratings_now(ret: Return) -> dict[str, Confidence]:
    """Return the newest rating of each voice in this return, by voice."""
    return {rating.voice: rating for rating in ret.ratings.all()}


def signatures_in_force(ret: Return) -> list[Signature]:
    """Return the signatures given since the return was last submitted: earlier ones are void."""
    submitted = [
        step for step in ret.steps.all() if step.to_state == ReturnState.SUBMITTED.value
    ]
    if not submitted or ret.state in {ReturnState.DRAFT.value, ReturnState.NOT_STARTED.value}:
        return []
    return [row for row in ret.signatures.all() if row.at >= submitted[-1].at]


def people_of(ret: Return) -> People:
    """Return who prepared and who signed this return since it was last a draft (Rule 15)."""
    submitters = [
        step.by_id for step in ret.steps.all() if step.to_state == ReturnState.SUBMITTED.value
    ]
    preparers = {report.reported_by_id for report in ret.reports.all()} | set(submitters[-1:])
    signers = {signature.by_id for signature in signatures_in_force(ret)}
    return People(preparers=frozenset(preparers), signers=frozenset(signers))


def signed_content(
    ret: Return, *, post: Post, rating: Rating | None, reason: str
) -> dict[str, Any]:
    """Return everything a signature stands for, as plain values (Rule 15)."""
    reports = ret.reports.select_related("milestone").order_by("milestone__number")
    return {
        "programme": ret.programme.name,
        "period": ret.period.slug,
        "signed_as": post.title,
        "rating": rating.value if rating else None,
        "reason": reason.strip(),
        "progress": ret.progress,
        "next_steps": ret.next_steps,
        "path_to_green": ret.path_to_green,
        "help_needed": ret.help_needed,
        "milestones": [
            {
                "ref": report.milestone.ref,
                "delivery": report.delivery,
                "forecast": report.forecast.as_json(),
                "actual_on": report.actual_on.isoformat() if report.actual_on else None,
                "narrative": report.narrative,
                "reason": report.reason,
                "no_change": report.no_change,
            }
            for report in reports
        ],
    }
