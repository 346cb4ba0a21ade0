"""Where each text that the database holds stands in what a pack is made of, if anywhere (Rule 29).

One line a field. What people wrote is named by its place in the facts of a month, or in what an
edition prints beside them; all else is one of the words below. A field that is new stands nowhere
until somebody has said which it is: `tests.packs.test_written` fails.
"""

from collections.abc import Mapping

NAME = "a name, a reference, an address, a unit: of people, posts, boards, documents, rows"
PLAN = "as the two documents have it that were published, loaded with the plan"
CODE = "made by the product: a hash, a label, a stored body"
ELSEWHERE = "in no pack: a draft, a comment, what is of an account or of one page"

NOT_FACTS = {NAME, PLAN, CODE, ELSEWHERE}

# The same in every record that has it.
EVERYWHERE: Mapping[str, str] = {
    **dict.fromkeys(("by_name", "by_post"), NAME),
    **dict.fromkeys(("source_document", "source_section", "source_row", "erratum"), PLAN),
}

FIELDS: Mapping[str, Mapping[str, str]] = {
    "assurance.PriorityOutcome": dict.fromkeys(("title", "strands", "outcome", "progress"), PLAN),
    "assurance.AssuranceTest": {"name": PLAN, "question": PLAN},
    "assurance.ContextualQuestion": {"name": PLAN, "text": PLAN},
    "assurance.Concern": {"ref": NAME, "strand": PLAN, "summary": "outcomes.concerns.summary"},
    "assurance.Requirement": {
        "ref": NAME,
        **dict.fromkeys(
            ("title", "strand", "considerations", "dates_as_written", "flag"), PLAN
        ),
    },
    "assurance.Gate": {"words": PLAN, "due_raw": PLAN},
    "assurance.TimelineEntry": dict.fromkeys(
        ("title", "summary", "dates_as_written", "start_raw", "end_raw"), PLAN
    ),
    "assurance.WordsLoad": {"reason": ELSEWHERE},
    "assurance.OfficialWords": {"says": PLAN, "considerations": PLAN, "sha256": CODE},
    "assurance.Assessment": {
        "considered": "outcomes.requirements.assessments.considered.missing",
        "rationale": "outcomes.requirements.assessments.rationale",
        "evidence_cited": "outcomes.requirements.assessments.evidence_cited",
    },
    "assurance.AssessmentWithdrawal": {"reason": "outcomes.requirements.withdrawn.reason"},
    "assurance.JudgementDraft": dict.fromkeys(
        ("considered", "rationale", "evidence_cited", "cites"), ELSEWHERE
    ),
    "assurance.AccuracyShare": {"officer_name": ELSEWHERE, "officer_post": ELSEWHERE},
    "assurance.AccuracyComment": {"words": ELSEWHERE},
    "assurance.Amendment": {
        name: f"assurance.amendments.{name}" for name in ("agreed_by", "reason", "was", "becomes")
    },
    "assurance.CellAct": {
        "reason": "judged.acts.reason",
        "evidence_cited": "judged.acts.evidence_cited",
        "drafted_name": NAME,
        "drafted_post": NAME,
    },
    "assurance.CellDraft": dict.fromkeys(("reason", "evidence_cited", "cites"), ELSEWHERE),
    "assurance.CellDraftEnd": {"reason": ELSEWHERE},
    "assurance.Evidence": {
        "ref": NAME,
        "title": NAME,
        "directorates": NAME,
        "exempt_reason": ELSEWHERE,
    },
    "assurance.EvidenceVersion": {
        **dict.fromkeys(("prepared_by_name", "note", "file_name", "address"), ELSEWHERE),
        **dict.fromkeys(("record_ref", "record_title", "record_value"), ELSEWHERE),
        **dict.fromkeys(("sha256", "format"), CODE),
    },
    "assurance.LinkCheck": {"note": ELSEWHERE},
    "assurance.EvidenceSeal": {"sha256": CODE, "reason": ELSEWHERE},
    "assurance.SustainedEvidence": {
        "directorates": NAME,
        "reason": "assurance.sustained.setting.reason",
    },
    "assurance.GateAct": {
        "reason": "outcomes.requirements.gates.ruling.reason",
        "evidence_cited": "outcomes.requirements.gates.ruling.evidence_cited",
    },
    "assurance.Citation": {"record_value": ELSEWHERE},
    "assurance.GateCitation": {"record_value": ELSEWHERE},
    "assurance.CellCitation": {"record_value": ELSEWHERE},
    "assurance.ConcernResponse": {"words": "assurance.responses.words"},
    "assurance.Interest": {"words": ELSEWHERE},
    "assurance.DeliveryLink": {
        "reason": "assurance.links.reason",
        "ended_reason": "assurance.links.ended_reason",
        **dict.fromkeys(("proposed_name", "proposed_post", "confirmed_name"), NAME),
        **dict.fromkeys(("confirmed_post", "ended_name", "ended_post"), NAME),
    },
    "assurance.QuestionAnswer": {
        "narrative": "assurance.answers.narrative",
        "evidence_cited": "assurance.answers.evidence_cited",
    },
    "assurance.PowerAct": {"title": "assurance.powers.title", "reason": "assurance.powers.reason"},
    "assurance.OwnerNaming": {"post_title": NAME, "reason": ELSEWHERE},
    "assurance.OwnerAnswer": {
        "reasons": "outcomes.requirements.assessments.answer.reasons",
        "evidence_cited": "outcomes.requirements.assessments.answer.evidence_cited",
    },
    "assurance.QuartersAct": {"reason": ELSEWHERE},
    "assurance.Recommendation": {
        "made_by": "assurance.recommendations.made_by",
        "title": "assurance.recommendations.title",
        "text": "assurance.recommendations.text",
        "due": PLAN,
    },
    "assurance.RecommendationAction": {
        "words": "assurance.recommendations.actions.words",
        "due_raw": NAME,
    },
    "assurance.ActionReport": {
        "words": "assurance.recommendations.actions.reports.words",
        "evidence": "assurance.recommendations.actions.reports.evidence",
    },
    "assurance.ActionExtension": {
        "reason": "assurance.recommendations.actions.extensions.reason",
        "due_raw": NAME,
    },
    "assurance.RecommendationView": {
        "reason": "assurance.recommendations.views.reason",
        "evidence": "assurance.recommendations.views.evidence",
    },
    "assurance.SecretaryReport": {
        "words": "assurance.reports.words",
        "differs": "assurance.reports.differs",
        **dict.fromkeys(
            ("question_1", "question_2", "question_3"), "assurance.reports.questions"
        ),
    },
    "assurance.SecretaryReportStep": {"words": "assurance.reports.steps.words"},
    "assurance.CouncilRequest": {"requirements": NAME, "words": "assurance.requests.words"},
    "assurance.RequestStep": {"words": "assurance.requests.steps.words"},
    "packs.ItemClassification": {"ref": NAME, "reason": "classes.reason"},
    "packs.PlanSnapshot": {"body": CODE, "sha256": CODE},
    "packs.Pack": {
        "reason": "corrects.words",
        "requested_by_name": NAME,
        **dict.fromkeys(("label", "claim", "stage", "failure", "manifest", "pinned"), CODE),
        **dict.fromkeys(("sha256", "annex_sha256", "drawn_sha256", "annex_drawn_sha256"), CODE),
    },
    "packs.PackConfirmation": {"words": ELSEWHERE},
    "packs.EditionText": {"words": "texts.words", "way_back": "texts.way_back", "owner": NAME},
    "packs.Meeting": {"starts": "boards.meetings.starts", "venue": "boards.meetings.venue"},
    "packs.Attendance": {"who": NAME},
    "packs.AgendaItem": {
        name: f"items.{name}" for name in ("ask", "options", "recommendation", "without")
    },
    "packs.ItemEnd": {"words": "boards.meetings.items.ends.words", "minute": NAME},
    "packs.BoardAction": {"ref": NAME, "words": "boards.actions.words"},
    "packs.BoardActionStep": {"words": "boards.actions.steps.words"},
    "packs.PackStep": dict.fromkeys(
        ("officer", "officer_post", "document", "words", "reason"), ELSEWHERE
    ),
    "packs.PreElectionPeriod": {"election": ELSEWHERE, "reason": ELSEWHERE},
    "programmes.Programme": {
        "ref": NAME, "name": NAME, "aliases": NAME, "summary": PLAN, "purpose": PLAN,
    },
    "programmes.Workstream": {"name": NAME},
    "programmes.ProgrammeNote": {"text": PLAN},
    "programmes.Milestone": {"ref": NAME, "title": PLAN, "details": PLAN, "note": PLAN},
    "programmes.Baseline": {
        "reason": "programmes.milestones.baselines.reason",
        **dict.fromkeys(("decided_by", "minute", "start_raw", "end_raw"), NAME),
    },
    "programmes.MilestoneReport": {
        **{
            name: f"programmes.milestones.reports.{name}"
            for name in ("evidence", "no_evidence", "narrative", "reason")
        },
        "forecast_raw": NAME,
        "handed_to": NAME,
    },
    "programmes.Saving": {
        "ref": NAME,
        "title": "money.years.savings.initiative.title",
        "directorate": NAME,
        "equality_reason": "money.years.savings.initiative.equality_reason",
        "consequences": "money.years.savings.initiative.consequences",
        "start_raw": PLAN,
        "end_raw": PLAN,
    },
    "programmes.Benefit": {
        "ref": NAME,
        "unit": NAME,
        **{
            name: f"benefits.benefit.{name}"
            for name in ("title", "measure", "note", "ended_why")
        },
    },
    "programmes.BenefitReading": {"note": "benefits.readings.note"},
    "programmes.SavingTarget": {
        "decided_by": NAME, "reason": "money.years.savings.target.reason",
    },
    "programmes.YearTarget": {"decided_by": NAME, "reason": "money.years.resolved.reason"},
    "programmes.SavingAmounts": {"note": "money.years.savings.amounts.note"},
    "programmes.SavingValidation": {"evidence": "money.years.savings.validation.evidence"},
    "programmes.SavingReplacement": {"reason": "money.years.links.reason"},
    "programmes.PlanFigure": {"title": PLAN, "note": PLAN},
    "programmes.BudgetEntry": {"note": "budgets.entry.note"},
    "programmes.Risk": {
        "ref": NAME,
        "requirements": NAME,
        **{
            name: f"raid.risks.{name}"
            for name in (
                *("title", "description", "mitigation", "cause", "event", "effect", "controls"),
            )
        },
    },
    "programmes.RiskScore": {"reason": "raid.risks.scorings.reason"},
    "programmes.RiskStep": {"minute": NAME, "reason": "raid.risks.steps.reason"},
    "programmes.Dependency": {
        "requirements": NAME,
        **{name: f"dependencies.{name}" for name in ("title", "description", "outcome")},
    },
    "programmes.ChangeRequest": {
        "ref": NAME,
        "requirements": NAME,
        **{
            name: f"changes.{name}"
            for name in ("reason", "effect_requirements", "effect_money", "effect_dependencies")
        },
    },
    "programmes.ChangeRow": {
        "old_title": "changes.rows.old_title",
        "new_title": "changes.rows.new_title",
        "run_by": "changes.rows.run_by",
        "causes": NAME,
        **dict.fromkeys(("old_raw", "new_raw", "old_start_raw", "new_start_raw"), NAME),
    },
    "programmes.ChangeStep": {"rows": NAME, "minute": NAME, "reason": "changes.steps.reason"},
    "programmes.ChangeDraft": {"parts": ELSEWHERE, "entered": ELSEWHERE},
    "programmes.CommitteeRemit": {"words": PLAN, "reason": ELSEWHERE},
    "programmes.CompletionAct": {"reason": "programmes.milestones.completions.reason"},
    "programmes.PlanEdition": {
        "name": NAME, "approver": NAME, "minute": NAME, "note": "editions.editions.note",
    },
    "programmes.EditionRow": {"reason": "editions.fates.reason"},
    "programmes.ReceiptTarget": {"start_raw": PLAN, "end_raw": PLAN},
    "programmes.Occurrence": {"reason": "programmes.milestones.recurring.reported.reason"},
    "programmes.Return": {
        name: f"programmes.ret.{name}"
        for name in ("progress", "next_steps", "path_to_green", "help_needed")
    },
    "programmes.ReturnStep": {
        "from_state": CODE, "to_state": CODE, "vacant": NAME,
        "reason": "programmes.ret.steps.reason",
    },
    "programmes.Confidence": {
        "reason": "programmes.ret.ratings.reason",
        "dimensions_reason": "programmes.ret.ratings.dimensions.reason",
    },
    "programmes.Signature": {"signed_text": ELSEWHERE, "sha256": CODE},
    "programmes.Point": {
        "ref": NAME, "words": "points.words", "asked_of": "points.asked_of",
    },
    "programmes.PointStep": {"minute": NAME, "words": "points.steps.words"},
    "programmes.Lot": {"ref": NAME, "title": "money.lots.title", "about": "money.lots.about"},
    "programmes.LotProgress": {"note": "money.lots.progress.note"},
    "programmes.ReceiptThreshold": {
        "decided_by": NAME, "reason": "money.thresholds.reason",
    },
    **{
        f"programmes.{name}": {
            "ref": NAME,
            **{key: f"raid.{place}.{key}" for key in ("title", "description", "outcome")},
        }
        for name, place in (("Issue", "issues"), ("Action", "actions"))
    },
    "programmes.Assumption": {
        "ref": NAME,
        **{key: f"raid.assumptions.{key}" for key in ("title", "description", "outcome")},
    },
    "programmes.Decision": {
        **dict.fromkeys(("ref", "forum", "minute", "decided_by"), NAME),
        **{key: f"raid.decisions.{key}" for key in ("title", "description")},
    },
    "programmes.Restructuring": {
        "decided_by": NAME, "minute": NAME, "reason": "restructurings.reason",
        "rehomed": "restructurings.rehomed",
    },
    "programmes.TakeOver": {"tracker": NAME, "note": ELSEWHERE},
    "programmes.OpeningRow": {"said": "programmes.milestones.opening.said", "forecast_raw": NAME},
    "kpis.Indicator": {
        "ref": NAME, "name": PLAN, "unit": NAME, "members": NAME, "note": "indicators.note",
        **dict.fromkeys(("definition", "numerator", "denominator", "source_system"), ELSEWHERE),
    },
    "kpis.Composition": {"reason": ELSEWHERE},
    "kpis.Reading": {
        "note": "indicators.readings.note", "reason": "indicators.readings.reason",
    },
    "kpis.Target": {"decided_by": NAME, "reason": "indicators.targets.reason"},
    "irp.User": {"password": CODE, "email": ELSEWHERE, "name": NAME},
    "irp.Post": {"title": NAME, "aliases": NAME, "part_titles": NAME},
    "irp.PostHandover": {"reason": ELSEWHERE},
    "irp.HoldingConfirmation": {"letter": NAME},
    "irp.PeriodStep": {"reason": ELSEWHERE},
    "irp.PlanSettings": {"council": NAME, "cap_confirmed_by": NAME},
    "irp.Aim": {"name": PLAN, "focus": PLAN},
    "irp.Outcome": {"name": PLAN},
    "irp.Board": {"name": NAME, "abbreviation": NAME, "purpose": PLAN},
    "irp.Erratum": {"subject": PLAN, "says": PLAN, "note": PLAN},
    "irp.Statement": {"heading": PLAN, "text": PLAN},
    "irp.SentForm": {"place": CODE},
}  # fmt: skip

# What stands in facts under the name of something that people write, and is the plan's.
OF_THE_PLAN = {
    "outcomes.outcome", "outcomes.progress", "outcomes.requirements.gates.words",
    "outcomes.requirements.assessments.considered.words",
    "outcomes.requirements.withdrawn.said.considered.words",
    "questions.text", "errata.says.text", "errata.note", "timeline.summary", "programmes.summary",
    "programmes.milestones.note", "money.figures.note", "money.fund.note",
    "extract.programmes.words", "runway.late.title", "assurance.links.title",
    "outcomes.title", "timeline.title", "outcomes.requirements.title",
    "programmes.milestones.title",
    "money.figures.title", "money.fund.title", "savings.title", "judged.courses.title",
}  # fmt: skip
# Names in facts of what is no field of the database by that name: people, posts, rows, documents.
NAMES = {
    "ref", "programme", "milestone", "milestones", "requirement", "requirements", "parent", "child",
    "change", "comes_from", "risk", "via", "replaced", "by", "point", "dependency", "saving",
    "outcomes", "heirs", "descents", "published", "moved", "not_kept", "kind", "code", "strand",
    "by_name", "by_post", "owner", "sao", "rdl", "own_sao", "lead_member", "own_lead_member",
    "signing_posts", "retired", "preparers", "workstream", "workstreams", "post", "reserve",
    "vacant", "raw", "minute", "decided_by", "source", "erratum", "dates_as_written", "flag",
    "council", "cap_confirmed_by", "name", "unit", "question", "considerations", "says", "where",
    "subject", "sha256", "directorate", "directorates", "forum", "approver", "drafted_by",
    "drafted_in", "proposed_by", "proposed_in", "confirmed_by", "confirmed_in", "ended_by",
    "ended_in", "members", "who", "asked_by", "handed_to", "person", "letter", "committee",
    "version", "tracker",
    "taker",
}  # fmt: skip
