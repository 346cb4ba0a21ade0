"""What assurance's tests put into the small council: requirements, judgements, packs on a shelf."""

from datetime import date, timedelta
from hashlib import sha256

from assurance.actions import assess_requirement, judge_gate, name_owners, withdraw_assessment
from assurance.actions.accuracy import share_for_accuracy
from assurance.actions.cell_drafts import agree_draft
from assurance.actions.cells import Judged, judge_test, withdraw_test
from assurance.actions.concerns import respond_to_concern
from assurance.actions.interests import declare_interest
from assurance.actions.official import NewWords, load_words
from assurance.actions.reports import draft_report, take_report_step
from assurance.models import (
    AssuranceTest,
    Concern,
    ContextualQuestion,
    Evidence,
    EvidenceVersion,
    Gate,
    PriorityOutcome,
    Requirement,
    SecretaryReport,
    SecretaryReportStep,
)
from assurance.readings.cells import acts_seen
from assurance.readings.given import acts_of, ruling_in_force
from assurance.rules import Considered
from assurance.rules.considered import ASKED_OF, places_of
from assurance.rules.official import Official
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said, Subject
from assurance.words.concerns import Trend
from assurance.words.evidence import Strength
from assurance.words.gates import Ruling
from assurance.words.reports import Limb
from irp.history import enact, record
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from packs.actions import freeze_period
from packs.context.frame import control
from packs.edition import edition_of
from packs.manifest import Drawn, manifest_of
from packs.models import Pack, PlanSnapshot
from packs.snapshot import opened
from packs.store import path_of
from tests.world import LOADED_AT, LOADER, NOW

SPEAKS = {
    Speaker.COUNCIL: "sao",
    Speaker.CPMO: "cpmo",
    Speaker.COMMISSIONER: "commissioner",
}
PDF = b"%PDF-1.7 a small pack"
ANNEX = b"%PDF-1.7 the annexes of a pack on the shelf"


def outcomes(count: int, *, requirements: int = 2) -> list[Requirement]:
    """Add tests 2 and 3, and outcomes 11 onwards with requirements and gates under each test."""
    tests = [
        AssuranceTest.objects.filter(number=number).first()
        or record(
            AssuranceTest(number=number, name=f"Test name {number}", question="Is it so?"),
            by=LOADER,
            at=LOADED_AT,
        )
        for number in (1, 2, 3)
    ]
    first = PriorityOutcome.objects.order_by("-number").first().number + 1
    made = []
    for number in range(first, first + count):
        outcome = record(
            PriorityOutcome(number=number, title=f"Outcome {number}"), by=LOADER, at=LOADED_AT
        )
        for test in tests:
            made += [_requirement(outcome, test, place) for place in range(1, requirements + 1)]
    return made


def a_report(world, period, *, by="commissioner", at=NOW, limb=Limb.NEITHER, **changes):
    """Let a commissioner draft a report to the Secretary of State."""
    texts = {name: f"{name} it is." for name in ("words", "question_1", "question_2", "question_3")}
    values = texts | {"pinned": period, "limb": limb, "differs": ""} | changes
    seen = SecretaryReport.objects.everything().count()
    return draft_report(values, version=seen, by=world.user(by), at=at)


def report_step(world, row, step, *, by="commissioner2", words="", at=NOW):
    """Let a commissioner take the next step of a report."""
    seen = SecretaryReportStep.objects.everything().filter(report=row).count()
    return take_report_step(row, step, words=words, version=seen, by=world.user(by), at=at)


def an_interest(world, *, outcome=8, by="commissioner", at=NOW, starts_on=None):
    """Let a commissioner declare an interest in an outcome, made where it is not there."""
    row = PriorityOutcome.objects.filter(number=outcome).first() or record(
        PriorityOutcome(number=outcome, title=f"Outcome {outcome}"), by=LOADER, at=LOADED_AT
    )
    words = "A relation is a landlord there."
    return declare_interest(
        row, starts_on=starts_on or NOW.date(), words=words, by=world.user(by), at=at
    )


def a_question(number: int = 1) -> ContextualQuestion:
    """Add a contextual question."""
    row = ContextualQuestion(number=number, name="Culture", text="Do employees see a change?")
    return record(row, by=LOADER, at=LOADED_AT)


def a_concern(world, ref: str = "PO8-C1") -> Concern:
    """Add a concern of outcome 8."""
    row = Concern(ref=ref, outcome=world.requirement.outcome, summary="Homes are let slowly")
    return record(row, by=LOADER, at=LOADED_AT)


def respond(world, concern: Concern, trend: Trend, *, by="cpmo", at=NOW, **changes):
    """Let the council respond to a concern."""
    entered = {"words": "A team is in place.", "owner": world.posts["sao"], "due_on": None}
    entered["version"] = concern.responses.count()
    return respond_to_concern(concern, trend=trend, by=world.user(by), at=at, **entered | changes)


def a_test(number: int) -> AssuranceTest:
    """Return one of the tests, added where the small council has it not yet."""
    row = AssuranceTest.objects.filter(number=number).first()
    return row or record(
        AssuranceTest(number=number, name=f"Test name {number}", question="Is it so?"),
        by=LOADER,
        at=LOADED_AT,
    )


def judged(verdict: Said, *, outcome: int = 8, test: int | None = None, **changes) -> Judged:
    """Return what is said of an outcome under a test: of test 1 where it is met, else of test 2."""
    subject = Subject.MET if verdict is Said.MET else Subject.CONFIDENCE
    entered = {"subject": subject, "reason": "So it is.", "evidence_cited": "Audit report 14"}
    return Judged(
        outcome=PriorityOutcome.objects.get(number=outcome),
        test=a_test(test or (1 if verdict is Said.MET else 2)),
        said=verdict,
        **entered | changes,
    )


def draft(world, verdict: Said, *, by="commissioner", at=NOW, **changes):
    """Let a commissioner draft a judgement on a test."""
    row = judged(verdict, **changes)
    seen = acts_seen(row.outcome, row.test, row.subject)
    return judge_test(row, version=seen, by=world.user(by), at=at)


def agreed(world, verdict: Said, *, at=NOW, **changes):
    """Let one commissioner draft a judgement on a test and another agree it."""
    row = draft(world, verdict, at=at, **changes)
    seen = acts_seen(row.outcome, row.test, row.subject)
    return agree_draft(row, version=seen, by=world.user("commissioner2"), at=at)


def withdrawn(world, verdict: Said, *, at=NOW, by="commissioner", reason="It fell.", **changes):
    """Let a commissioner withdraw what was said of a test."""
    row = judged(verdict, **changes)
    seen = acts_seen(row.outcome, row.test, row.subject)
    gone = Judged(
        outcome=row.outcome, test=row.test, subject=row.subject, said=Said.WITHDRAWN, reason=reason
    )
    return withdraw_test(gone, version=seen, by=world.user(by), at=at)


def _requirement(outcome: PriorityOutcome, test: AssuranceTest, number: int) -> Requirement:
    row = Requirement(
        ref=f"PO{outcome.number}-T{test.number}-{number}",
        outcome=outcome,
        test=test,
        number=number,
        title=f"Requirement {number}",
        considerations=["That it works"],
    )
    record(row, by=LOADER, at=LOADED_AT)
    add_gate(row, "Q4 2027")
    return row


def add_gate(row: Requirement, raw: str, *, purpose: str = "assurance", ongoing: bool = False):
    """Add a gate by its words, read in calendar quarters as the Assurance Plan has them."""
    gate = Gate(
        requirement=row,
        number=row.gates.count() + 1,
        purpose=purpose,
        words=raw,
        ongoing=ongoing,
    )
    gate.due = parse_plan_date(raw, quarters=QuarterConvention.CALENDAR)
    return record(gate, by=LOADER, at=LOADED_AT)


def judge(world, judgement, *, row=None, speaker=Speaker.COMMISSIONER, issued=True, **changes):
    """Record an assessment in a voice, by someone who speaks in it.

    Before commissioners issue "met", each date that is open is marked satisfied.
    """
    entered = {
        "rationale": f"{speaker.label}: because it is so.",
        "evidence_cited": "Audit report 14, 3 October 2026",
        "by": world.user(SPEAKS[speaker]),
        "at": NOW,
    } | changes
    if issued and judgement in ASKED_OF:
        number, _ = places_of((row or world.requirement).considerations)[0]
        entered.setdefault("considered", {number: Considered(missing="It is not shown.")})
    if speaker is Speaker.COUNCIL and issued:
        own(world, row=row)
    if speaker is Speaker.COMMISSIONER and issued and judgement is Judgement.MET:
        settle(world, row=row, at=entered["at"])
        entered.setdefault("cites", {a_record(row or world.requirement).pk: Strength.STRONG})
    return assess_requirement(
        row or world.requirement,
        speaker=speaker,
        judgement=judgement,
        issued=issued,
        **entered,
    )


def shared_for_accuracy(world, *, with_="sao", until=None, at=NOW):
    """Let a commissioner draft a judgement and share it with an officer for accuracy."""
    judge(world, Judgement.NOT_MET, issued=False, at=at)
    last = until or (at + timedelta(days=14)).date()
    return share_for_accuracy(
        world.requirement, officer=world.user(with_), until=last, by=world.user("commissioner"),
        at=at,
    )  # fmt: skip


def a_record(requirement) -> EvidenceVersion:
    """Return a record of the product that is evidence for a requirement, written once.

    Its number counts requirements, since their keys go on where an earlier file's ended.
    """
    number = 9000 + Requirement.objects.filter(pk__lte=requirement.pk).count()
    version = EvidenceVersion.objects.filter(evidence__number=number).first()
    if version is not None:
        return version
    row = Evidence(
        ref=f"EV-{number}", number=number, kind="record", title="HOU-01 as reported",
        type="data", classification="public", council_wide=True,
    )  # fmt: skip
    record(row, by=LOADER, at=LOADED_AT)
    return enact(
        EvidenceVersion, by=LOADER, at=LOADED_AT, evidence=row, number=1,
        effective_from=LOADED_AT.date(), effective_to=LOADED_AT.date(), prepared_by_name="CPMO",
        record_kind="milestone", record_ref="HOU-01", record_title="Activity", record_value="Later",
    )  # fmt: skip


def own(world, *, row=None, post="sao", **changes) -> None:
    """Name the owner of a requirement that has none."""
    row = row or world.requirement
    if not row.namings.exists():
        naming = {"starts_on": date(2026, 10, 1), "reason": "Decided.", "at": NOW} | changes
        name_owners([row], post=world.posts[post], by=world.user("cpmo"), **naming)


def settle(world, *, row=None, **changes) -> None:
    """Mark each date of a requirement that is open as satisfied."""
    for gate in (row or world.requirement).gates.all():
        if ruling_in_force(acts_of(gate)) is None:
            say_of_gate(world, gate, **changes)


def say_of_gate(world, gate, ruling=Ruling.SATISFIED, **changes):
    """Let a commissioner say what holds of a date."""
    entered = {
        "reason": "It was shown.",
        "evidence_cited": "Audit report 14, 3 October 2026",
        "by": world.user("commissioner"),
        "at": NOW,
    } | changes
    return judge_gate(gate, ruling=ruling, **entered)


def withdraw(world, *, row=None, speaker=Speaker.COMMISSIONER, **changes):
    """Withdraw what a voice issued last, by someone who speaks in it."""
    entered = {
        "reason": "The audit was of another year.",
        "by": world.user(SPEAKS[speaker]),
        "at": NOW,
    } | changes
    return withdraw_assessment(row or world.requirement, speaker=speaker, **entered)


def freeze(world, **changes) -> PlanSnapshot:
    """Freeze the council's open period, with a reason for the missing returns."""
    world.period.refresh_from_db()
    entered = {
        "version": world.period.version,
        "reason": "The board meets tomorrow.",
        "by": world.user("cpmo"),
        "at": NOW,
    } | changes
    return freeze_period(world.period, **entered)


def pack(world, snapshot: PlanSnapshot, *, store=None, annex=False, **changes) -> Pack:
    """Put a pack on the shelf, ready unless the changes say otherwise; its files into `store`.

    With `annex` it has its annexes in a second file.
    """
    others = snapshot.packs.filter(forum=changes.get("forum", "tib"))
    values = {
        "snapshot": snapshot,
        "forum": "tib",
        "number": others.next_number(),
        "label": others.next_label(is_final=changes.get("standing") == "final"),
        "standing": "draft",
        "requested_by": world.users["cpmo"],
        "requested_by_name": "Person cpmo",
        "requested_at": NOW,
        "state": "ready",
        "ready_at": NOW + timedelta(minutes=1),
        "sha256": sha256(PDF).hexdigest(),
        "size": len(PDF),
        "pages": 12,
    } | changes
    if annex:
        values |= {"annex_sha256": sha256(ANNEX).hexdigest(), "annex_size": len(ANNEX)}
        values |= {"annex_pages": 9}
    if values["state"] == "ready":
        values = {"manifest": manifest(values)} | values
    made = Pack.objects.create(**values)
    for file in made.stored if store is not None else ():
        stored = path_of(file.sha256)
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(ANNEX if file.file == "annex" else PDF)
    return made


def manifest(values) -> str:
    """Return the manifest of a pack on the shelf, which prints nothing."""
    row = Pack(**values)
    plan = opened(row.snapshot.body).plan
    told = control(plan, edition_of(row), sha256=row.snapshot.sha256)
    drawn = [Drawn(file=file, markup="", seal=None) for file in row.stored]
    return manifest_of(row, told, drawn=drawn, at=row.ready_at)


def met_by_all(world, rows) -> None:
    """Let commissioners issue "met" for every requirement."""
    for row in rows:
        judge(world, Judgement.MET, row=row)


def words(
    world, says="Homes are safe", *considerations, row=None, version=0, by="commissioner", at=NOW
):
    """Load official words of a requirement as the next version (Rule 24d)."""
    of = row or world.requirement
    official = Official(says=says, considerations=considerations)
    new = NewWords(ref=of.ref, of=of, words=official, version=version)
    return load_words([new], reason="The edition of 2026.", by=world.user(by), at=at)
