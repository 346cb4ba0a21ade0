"""What a signature signs and who has acted on a return: reads only, shared by act and page."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import CharField, Prefetch, Value, prefetch_related_objects

from irp.models import Post
from irp.prepared import rows_of
from irp.readings.statements import together
from programmes.figures.holding import WithWhom, with_whom
from programmes.models import (
    Confidence,
    MilestoneReport,
    Occurrence,
    Return,
    ReturnStep,
    Signature,
)
from programmes.rules.completion import COMPLETION
from programmes.rules.owners import post_signed_as
from programmes.rules.ratings import first_given, ratings_that_stand
from programmes.rules.returns import People, ReturnActor, fingerprint, submitted_at, who_acted
from programmes.rules.what_counts import signatures_in_force
from programmes.words import Rating, ReturnState, Voice


def last_said(ret: Return, voice: Voice) -> Confidence | None:
    """Return this voice's rating in the newest earlier period in which one stands, or None."""
    return (
        Confidence.objects.that_stand()
        .filter(
            ret__programme=ret.programme_id,
            voice=voice.value,
            period__month__lt=ret.period.month,
        )
        .select_related("period")
        .order_by("-period__month")
        .first()
    )


def first_rating(ret: Return) -> Confidence | None:
    """Return CPMO's first rating of what the return says now, None where there is none (Rule 2)."""
    submitted = submitted_at(ret.steps.all())
    return first_given(Voice.CPMO, submitted_at=submitted, given=ret.ratings.all())


def ratings_now(ret: Return) -> dict[Voice, Confidence]:
    """Return the rating of each voice that stands, by voice."""
    return ratings_that_stand(
        state=ReturnState(ret.state),
        submitted_at=submitted_at(ret.steps.all()),
        given=ret.ratings.all(),
    )


def still_to_sign(ret: Return, *, on: date) -> list[Post]:
    """Return the posts whose signatures a return still needs on a day, the lead's first (Rule 17).

    Of posts that hold signatures in force nothing more is needed; a draft needs every one.
    """
    needed = ret.programme.signing_posts(on=on)
    if len(needed) == 1 and ret.state == ReturnState.SUBMITTED.value:
        return needed  # its one signature would have made it signed
    signed = {signature.post_id for signature in signatures_that_stand(ret)}
    return [post for post in needed if post.pk not in signed]


def acting_title(post: Post, reserves: Mapping[int, Post]) -> str:
    """Return a post in words, with the reserve's that signs in its place, by its key (Rule 17)."""
    reserve = reserves.get(post.pk)
    return post_signed_as(post.title, reserve.title if reserve else "")


def holding_of(
    ret: Return,
    *,
    on: date,
    state: ReturnState | None = None,
    reserves: Mapping[int, Post] | None = None,
) -> WithWhom:
    """Return who has to act next on a return as it is, or as it would be in a state.

    Of several SAOs who sign a submitted return, those who have still to do so; `reserves` are the
    posts that sign in the place of others, by the keys of these.
    """
    as_it_is = state is None
    state, programme = state or ReturnState(ret.state), ret.programme
    signing: list[Post] = []
    if state is ReturnState.SUBMITTED:
        signing = still_to_sign(ret, on=on) if as_it_is else programme.signing_posts(on=on)
    return with_whom(
        state=state,
        since=ret.state_since,
        rdl=programme.rdl.title if programme.rdl else None,
        signing=[acting_title(post, reserves or {}) for post in signing],
        on=on,
        deadlines=ret.period,
    )


def signatures_that_stand(ret: Return) -> list[Signature]:
    """Return the signatures given since the return was last submitted: earlier ones are void."""
    return signatures_in_force(ret.signatures.all(), submitted=submitted_at(ret.steps.all()))


def people_of(ret: Return) -> People:
    """Return who prepared this return and whose signatures on it stand (Rule 15).

    In one statement, in none where all of it was read with the return.
    """
    if getattr(ret, "_prefetched_objects_cache", {}).keys() >= {"steps", "signatures", "reports"}:
        taken = [
            ReturnActor(step.by_id, step.at, step.from_state, step.to_state)
            for step in ret.steps.all()
        ]
        signed = [ReturnActor(given.by_id, given.at) for given in ret.signatures.all()]
        reporters = {report.reported_by_id for report in ret.reports.all()}
    else:
        acted = sorted(rows_of(_acted, ret=ret.pk), key=lambda row: row[1:3])  # oldest first
        taken = [ReturnActor(by, at, *states) for how, at, _, by, *states in acted if how == "step"]
        signed = [ReturnActor(by, at) for how, at, _, by, *_ in acted if how == "signature"]
        reporters = {by for how, _, _, by, *_ in acted if how == "report"}
    return who_acted([*taken, *signed], reporters=reporters, submitted=submitted_at(taken))


def _acted(*, ret: int) -> Any:
    """Return how a return was acted on, when, under which key, by whom, and a step's states."""
    none = Value("", output_field=CharField())
    parts: tuple[tuple[Any, str, tuple[Any, ...]], ...] = (
        (ReturnStep, "step", ("at", "pk", "by", "from_state", "to_state")),
        (Signature, "signature", ("at", "pk", "by", none, none)),
        (MilestoneReport, "report", ("reported_at", "pk", "reported_by", none, none)),
    )
    return together(
        model.objects.filter(ret=ret)
        .order_by()
        .values_list(Value(how, output_field=CharField()), *names)
        for model, how, names in parts
    )


def reports_in(ret: Return) -> list[MilestoneReport]:
    """Return the return's reports with their milestones; read once a return."""
    own = Prefetch("reports", MilestoneReport.objects.select_related("milestone"))
    prefetch_related_objects([ret], own)
    return list(ret.reports.all())


def occurrences_in(ret: Return) -> list[Occurrence]:
    """Return what the return reports of occurrences, in the plan's order; read once a return."""
    own = Prefetch("occurrences", Occurrence.objects.select_related("milestone"))
    prefetch_related_objects([ret], own)
    return sorted(ret.occurrences.all(), key=lambda row: (row.milestone.number, row.due_on))


def report_versions(ret: Return) -> dict[str, int]:
    """Return the version of each of the return's reports, by milestone reference.

    Those of occurrences by reference and due day: "CHI-04@2026-11-30".
    """
    versions = {report.milestone.ref: report.version for report in reports_in(ret)}
    return versions | {name_of(row): row.version for row in occurrences_in(ret)}


def name_of(row: Occurrence) -> str:
    """Return how a page names an occurrence that was read on it."""
    return f"{row.milestone.ref}@{row.due_on.isoformat()}"


def signed_content(
    ret: Return,
    *,
    post: Post,
    rating: Rating | None,
    reason: str,
    reserve: Post | None = None,
    dimensions: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return everything a signature stands for, as plain values (Rule 15)."""
    reports = sorted(reports_in(ret), key=lambda report: report.milestone.number)
    occurrences = [_occurrence_said(row) for row in occurrences_in(ret)]
    return {
        "programme": ret.programme.name,
        "period": ret.period.slug,
        "signed_as": reserve.title if reserve else post.title,
        **({"in_place_of": post.title} if reserve else {}),
        "rating": rating.value if rating else None,  # the lead SAO's alone
        "reason": reason.strip(),
        # Where any is judged: signatures of before they were asked for are bound to texts without.
        **({"dimensions": dict(dimensions)} if dimensions else {}),
        "progress": ret.progress,
        "next_steps": ret.next_steps,
        "path_to_green": ret.path_to_green,
        "help_needed": ret.help_needed,
        "milestones": [_report_said(report) for report in reports],
        # Where there are any: signatures of before they were reported are bound to texts without.
        **({"occurrences": occurrences} if occurrences else {}),
    }


def _report_said(report: MilestoneReport) -> dict[str, Any]:
    return {
        "ref": report.milestone.ref,
        "delivery": report.delivery,
        "forecast": report.forecast.as_json(),
        "actual_on": report.actual_on.isoformat() if report.actual_on else None,
        "narrative": report.narrative,
        "reason": report.reason,
        "no_change": report.no_change,
        # Signatures of before it was asked for are bound to texts without it.
        **{name: text for name in COMPLETION if (text := getattr(report, name))},
    }


def _occurrence_said(row: Occurrence) -> dict[str, Any]:
    return {
        "ref": row.milestone.ref,
        "due_on": row.due_on.isoformat(),
        "turn": row.turn,
        "done_on": row.done_on.isoformat() if row.done_on else None,
        "reason": row.reason,
    }


def differences(signature: Signature, ret: Return) -> list[str]:
    """Return what a signature's stored text and the return as it is now differ in.

    Empty where the signature matches: its hash fits its text and its text fits the return. The
    names are those of `signed_content`; "the stored text itself" where the hash does not fit.
    """
    text = json.loads(signature.signed_text)
    if fingerprint(text) != signature.sha256:
        return ["the stored text itself"]
    rating = Rating(text["rating"]) if text["rating"] else None
    now = signed_content(
        ret,
        post=signature.post,
        rating=rating,
        reason=text["reason"],
        reserve=signature.reserve if signature.reserve_id else None,
        dimensions=text.get("dimensions"),
    )
    return [name for name in now if now[name] != text.get(name)]
