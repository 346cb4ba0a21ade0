"""The Improvement and Recovery Plan's part of the export."""

from datetime import date

from assurance.models import Recommendation
from exchange.presenters.record_parts import Record, origin, published, reference, title_of
from irp.models import Aim, Board, Post
from irp.readings import plan_settings
from irp.rules.financial_years import year_words
from irp.rules.plan_dates import UNDATED, QuarterConvention, milestone_kind, parse_plan_date
from irp.words import PostKind
from kpis.models import Indicator, Target
from programmes.models import (
    Baseline,
    Dependency,
    Milestone,
    PlanFigure,
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
                "committee": post.committee.name if post.committee else "",
                **origin(post),
            }
            for post in published(
                Post.objects.filter(kind__in=_NAMED_IN_PLAN).select_related("committee")
            )
        ],
        "boards": [
            {
                "name": board.name,
                "abbreviation": board.abbreviation,
                "reports_to": _short(board.reports_to),
                "oversight": board.oversight,
                "takes": [
                    {"ref": remit.programme.ref, "words": remit.words}
                    for remit in board.remits.all()
                    if remit.source_document
                ],
                **origin(board),
            }
            for board in published(
                Board.objects.select_related("reports_to").prefetch_related("remits__programme")
            )
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
            "number": programme.number,
            "ref": programme.ref,
            "name": programme.name,
            "aliases": programme.aliases,
            "aim": programme.aim.number,
            "sao": title_of(programme.sao),
            "rdl": title_of(programme.rdl),
            "lead_member": title_of(programme.lead_member),
            "workstreams": [stream.name for stream in programme.workstreams.all()],
            "notes": [note.text for note in programme.notes.all()],
            "milestones": rows.get(programme.pk, []),
            **origin(programme),
        }
        for programme in published(programmes)
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
                "ref": saving.ref,
                "title": saving.title,
                "milestone": saving.milestone.ref,
                "sao": title_of(saving.sao),
                "lead_member": title_of(saving.lead_member),
                "start": saving.start.as_json(),
                "end": saving.end.as_json(),
                **origin(saving),
            }
            for saving in published(
                Saving.objects.select_related("sao", "lead_member", "milestone")
            )
        ],
        "receipts": [
            {
                # Whole pounds as the document prints them; pence only where there are any.
                "amount": f"{receipt.amount:f}".removesuffix(".00"),
                "cumulative": receipt.cumulative,
                "start": receipt.start.as_json(),
                "end": receipt.end.as_json(),
                **origin(receipt),
            }
            for receipt in published(ReceiptTarget.objects.order_by("milestone__ref"))
        ],
        "plan_figures": [
            {
                "number": figure.number,
                "title": figure.title,
                "amount": f"{figure.amount:f}".removesuffix(".00"),
                **({"target_of": year_words(year)} if (year := figure.target_year) else {}),
                **({"fund": True} if figure.is_fund else {}),
                **({"note": figure.note} if figure.note else {}),
                **origin(figure),
            }
            for figure in published(PlanFigure.objects.order_by("number"))
        ],
    }


def _kpis() -> list[Record]:
    return [
        {
            "ref": indicator.ref,
            "aim": indicator.aim.number,
            "outcomes": [outcome.name for outcome in indicator.outcomes.all()],
            "name": indicator.name,
            "unit": indicator.unit,
            "polarity": indicator.polarity,
            **({"over_100": True} if indicator.over_100 else {}),
            **({"cumulative": True} if indicator.cumulative else {}),
            "members": indicator.members,
            **({"targets": targets} if (targets := _targets(indicator)) else {}),
            **({"note": indicator.note} if indicator.note else {}),
            **origin(indicator),
        }
        for indicator in published(
            Indicator.objects.select_related("aim").prefetch_related("outcomes", "targets")
        )
    ]


def _targets(indicator: Indicator) -> list[Record]:
    """Return the targets and benchmarks that the plan prints, without those corrected since."""
    rows = [row for row in indicator.targets.all() if row.source_document]
    newest: dict[tuple[str, date], Target] = {(row.kind, row.from_month): row for row in rows}
    return [
        {
            "kind": row.kind,
            # As a reading is typed: no zeros at its end.
            "value": f"{row.value.normalize():f}" if row.value is not None else "",
            "from_month": f"{row.from_month:%b %Y}",
            **origin(row),
        }
        for row in newest.values()
    ]


def _registers() -> Record:
    quarters = QuarterConvention(plan_settings().irp_quarters)
    return {
        "recommendations": [
            {
                "source": recommendation.body,
                "number": recommendation.number,
                "title": recommendation.title,
                "text": recommendation.text,
                "responses": [
                    action.words
                    for action in recommendation.actions.all()
                    if action.source_document
                ],
                "due": [
                    parse_plan_date(words, quarters=quarters).as_json()
                    for words in recommendation.due
                ],
                "origin": reference(recommendation),  # "source" is the body
                **({"erratum": recommendation.erratum} if recommendation.erratum else {}),
            }
            for recommendation in published(Recommendation.objects.prefetch_related("actions"))
        ],
        "risks": [
            {"number": risk.number, "title": risk.title, **origin(risk)}
            for risk in published(Risk.objects.all())
        ],
        "dependencies": [
            {"number": dependency.number, "title": dependency.title, **origin(dependency)}
            for dependency in published(Dependency.objects.all())
        ],
    }
