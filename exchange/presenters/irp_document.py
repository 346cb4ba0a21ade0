"""The Improvement and Recovery Plan's part of the export."""

from assurance.models import Recommendation
from exchange.presenters.record_parts import Record, origin, published, reference, title_of
from irp.actions import plan_settings
from irp.models import Aim, Board, Post
from irp.rules.plan_dates import (
    UNDATED,
    QuarterConvention,
    milestone_kind,
    parse_plan_date,
)
from irp.words import PostKind
from kpis.models import Indicator
from programmes.models import (
    Baseline,
    Dependency,
    Milestone,
    Programme,
    ReceiptTarget,
    Risk,
    Saving,
)

_NAMED_IN_PLAN = (PostKind.SAO, PostKind.RDL, PostKind.LEAD_MEMBER)


def irp_document() -> Record:
    """Return aims, posts, boards, programmes, money, KPIs, responses, risks, dependencies."""
    return {
        **_frame(),
        "programmes": _programmes(),
        **_money(),
        "kpis": _kpis(),
        **_registers(),
    }


def _frame() -> Record:
    return {
        "aims": [
            {
                "number": aim.number,
                "name": aim.name,
                "outcomes": [outcome.name for outcome in aim.outcomes.all()],
                **origin(aim),
            }
            for aim in published(Aim.objects.prefetch_related("outcomes"))
        ],
        "posts": [
            {
                "title": post.title,
                "kind": post.kind,
                "aliases": post.aliases,
                "parts": post.part_titles,
                **origin(post),
            }
            for post in published(Post.objects.filter(kind__in=_NAMED_IN_PLAN))
        ],
        "boards": [
            {
                "name": board.name,
                "abbreviation": board.abbreviation,
                "reports_to": _short(board.reports_to),
                **origin(board),
            }
            for board in published(Board.objects.select_related("reports_to"))
        ],
    }


def _short(board: Board | None) -> str:
    return (board.abbreviation or board.name) if board else ""


def _programmes() -> list[Record]:
    first = {b0.milestone_id: b0 for b0 in Baseline.objects.filter(number=0)}
    rows: dict[int, list[Record]] = {}
    milestones = Milestone.objects.select_related(
        "workstream", "own_sao", "own_lead_member", "programme__sao", "programme__lead_member"
    )
    for milestone in published(milestones):
        b0 = first.get(milestone.pk)
        rows.setdefault(milestone.programme_id, []).append(_milestone(milestone, b0))
    programmes = Programme.objects.select_related(
        "aim", "sao", "rdl", "lead_member"
    ).prefetch_related("workstreams", "notes")
    return [
        {
            "number": one.number,
            "ref": one.ref,
            "name": one.name,
            "aliases": one.aliases,
            "aim": one.aim.number,
            "sao": title_of(one.sao),
            "rdl": title_of(one.rdl),
            "lead_member": title_of(one.lead_member),
            "workstreams": [stream.name for stream in one.workstreams.all()],
            "notes": [note.text for note in one.notes.all()],
            "milestones": rows.get(one.pk, []),
            **origin(one),
        }
        for one in published(programmes)
    ]


def _milestone(milestone: Milestone, b0: Baseline | None) -> Record:
    start, end = (b0.start, b0.end) if b0 else (UNDATED, UNDATED)
    return {
        "ref": milestone.ref,
        "title": milestone.title,
        "workstream": milestone.workstream.name if milestone.workstream else "",
        "kind": milestone_kind(start, end),  # a later baseline may have changed the row's own
        "start": start.as_json(),
        "end": end.as_json(),
        "sao": title_of(milestone.sao),
        "lead_member": title_of(milestone.lead_member),
        "details": milestone.details,
        **({"note": milestone.note} if milestone.note else {}),
        **origin(milestone),
    }


def _money() -> Record:
    return {
        "savings": [
            {
                "ref": one.ref,
                "title": one.title,
                "milestone": one.milestone.ref,
                "sao": title_of(one.sao),
                "lead_member": title_of(one.lead_member),
                "start": one.start.as_json(),
                "end": one.end.as_json(),
                **origin(one),
            }
            for one in published(Saving.objects.select_related("sao", "lead_member", "milestone"))
        ],
        "receipts": [
            {
                # Whole pounds as the document prints them; pence only where there are any.
                "amount": f"{one.amount:f}".removesuffix(".00"),
                "cumulative": one.cumulative,
                "start": one.start.as_json(),
                "end": one.end.as_json(),
                **origin(one),
            }
            for one in published(ReceiptTarget.objects.order_by("milestone__ref"))
        ],
    }


def _kpis() -> list[Record]:
    return [
        {
            "ref": one.ref,
            "aim": one.aim.number,
            "outcomes": [outcome.name for outcome in one.outcomes.all()],
            "name": one.name,
            "unit": one.unit,
            "polarity": one.polarity,
            "members": one.members,
            **({"note": one.note} if one.note else {}),
            **origin(one),
        }
        for one in published(Indicator.objects.select_related("aim").prefetch_related("outcomes"))
    ]


def _registers() -> Record:
    quarters = QuarterConvention(plan_settings().irp_quarters)
    return {
        "recommendations": [
            {
                "source": one.body,
                "number": one.number,
                "title": one.title,
                "text": one.text,
                "responses": one.responses,
                "due": [parse_plan_date(words, quarters=quarters).as_json() for words in one.due],
                "origin": reference(one),  # "source" is the body
                **({"erratum": one.erratum} if one.erratum else {}),
            }
            for one in published(Recommendation.objects.all())
        ],
        "risks": [
            {"number": one.number, "title": one.title, **origin(one)}
            for one in published(Risk.objects.all())
        ],
        "dependencies": [
            {"number": one.number, "title": one.title, **origin(one)}
            for one in published(Dependency.objects.all())
        ],
    }
