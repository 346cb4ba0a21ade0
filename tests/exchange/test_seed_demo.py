"""`seed_demo`: repeatable, refuses to mix, and what it shows has passed the product's own rules."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, pairwise

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q
from lxml.html import fromstring

from assurance.models import (
    Amendment,
    Assessment,
    JudgementDraft,
    QuestionAnswer,
    SecretaryReport,
    SecretaryReportStep,
)
from assurance.readings.changes import changes
from assurance.readings.official import official_words
from assurance.words import Speaker
from assurance.words.changes import Changed
from assurance.words.classification import Paragraph
from exchange.actions import load_plan
from exchange.demonstration import seeding
from exchange.demonstration.months import EVENTFUL, meetings
from exchange.demonstration.people import PASSWORD, sign_ins
from exchange.demonstration.phrases import PROGRESS
from exchange.demonstration.seeding import seed
from exchange.rules.plan_files import read_plan
from irp.actions import Refused, add_post, appoint, create_user, period_offsets
from irp.holidays import england_holidays
from irp.models import ReportingPeriod, User
from irp.readings import AsAt, Now, plan_settings
from irp.rules.calendar import LONDON, london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED
from irp.words import WITHHELD
from kpis.figures import indicator_line
from kpis.models import Indicator, Reading
from kpis.readings import OWED_PARTS, indicators, owed_readings
from kpis.words import Direction, KpiStatus
from packs import build, pdf
from packs.context import Edition, compose
from packs.models import AgendaItem, Pack, PlanSnapshot
from packs.readings.classification import classes_now
from packs.snapshot import codec, frozen_plan, opened
from packs.snapshot.withhold import public_plan
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind
from programmes.actions import open_cycle
from programmes.facts.raid import Scores
from programmes.models import (
    Action,
    Baseline,
    ChangeRequest,
    Confidence,
    Milestone,
    MilestoneReport,
    Programme,
    Return,
    ReturnStep,
    RiskScore,
    RiskStep,
    Signature,
)
from programmes.readings.raid import register
from programmes.readings.signing import differences, people_of, signatures_that_stand
from programmes.rules import ReportedBefore, rating_faults, report_faults
from programmes.rules.completion import Completion
from programmes.rules.delivery import forecast_fault, forecast_moved
from programmes.words import Delivery, EntryState, Rating, ReturnState
from tests.kpis.groups import same_groups
from tests.packs.kinds import RARE, assert_same, every_kind, kinds_in
from tests.packs.made_up import first_rows
from tests.packs.test_pdf import sheets_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOON = {"hour": 12, "tzinfo": LONDON}
SUMMER = datetime(2024, 6, 20, **NOON)  # April and May 2024 are frozen
# Assessments, changes, an acting SAO, a split, a second edition: every story of the demonstration.
AUTUMN = datetime(2026, 11, 25, **NOON)
FIRST_MOVE = date(2026, 4, 1)  # the month in which boards began to move dates
CAP_HOLDS_FROM = datetime(2026, 1, 1, tzinfo=LONDON)
MONTHS = 31  # frozen by AUTUMN, the first of them April 2024


@pytest.fixture(scope="module")
def _plan_loaded(django_db_setup, django_db_blocker):
    """Load the plan once for the tests of this file, after all that the seed lives through."""
    with django_db_blocker.unblock(), transaction.atomic():
        plan = read_plan(settings.ROOT / "fixtures")
        load_plan(plan, by="test", at=AUTUMN)
        yield published()
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_plan_loaded, db):
    """The plan without returns; what a test adds is undone."""


@pytest.fixture(scope="module")
def seeded(first):
    """Seed once for every test that only looks; the run up to SUMMER comes before."""
    with transaction.atomic():
        seed(at=AUTUMN)
        yield
        transaction.set_rollback(True)


MAY_CHANGE = {"version", "first_on", "retired_on"}  # first dates and ends are acts on a row


def published() -> dict[str, dict]:
    """Return each row that no approved request and no later edition made, with its B0."""
    later = Q(change__isnull=False) | Q(edition__isnull=False)
    rows = {row["id"]: row for row in Milestone.objects.values()}
    found = {}
    for first in Baseline.objects.filter(number=0).exclude(later).values():
        row = rows[first["milestone_id"]]
        found[row["ref"]] = first | {name: row[name] for name in row if name not in MAY_CHANGE}
    return found


def made_by_nobody() -> list[object]:
    """Return later baselines, and rows, behind which stands neither an approval nor an edition."""
    approved = Q(change__state__in=["approved", "in_part"]) | Q(edition__number__gte=2)
    baselines = Baseline.objects.exclude(approved)
    rows = Milestone.objects.exclude(baselines__number=0)
    return [*baselines.exclude(number=0), *rows, *baselines.filter(number=0)[187:]]


STR = {"ret__programme__ref": "STR"}


def october(model):
    """Return the acts of the last frozen month of AUTUMN."""
    return model.objects.filter(period__month=date(2026, 10, 1))


def of_others() -> list[object]:
    """Return acts on risks, and October's steps, that name other posts than were held then."""
    acts = (*RiskScore.objects.all(), *RiskStep.objects.all(), *october(ReturnStep))
    return [act for act in acts if act.by_post != act.by.posts_line(at=act.at)]


def snapshots() -> dict[str, str]:
    return {
        snapshot.period.slug: snapshot.sha256
        for snapshot in PlanSnapshot.objects.select_related("period")
    }


def reports_by_milestone() -> dict[int, list[MilestoneReport]]:
    found = defaultdict(list)
    for row in MilestoneReport.objects.select_related("ret").order_by("period__month"):
        found[row.milestone_id].append(row)
    return found


def moves_of(rows: list[MilestoneReport]) -> int:
    return sum(
        forecast_moved(
            delivery=Delivery(now.delivery),
            before=Delivery(was.delivery),
            was=was.forecast_latest,
            now=now.forecast_latest,
        )
        for was, now in pairwise(rows)
    )


@dataclass
class Run:
    """What a run of the seed leaves."""

    snapshots: dict[str, str]
    published: dict[str, dict]
    made_by_nobody: list[object]
    milestones: int
    baselines: int


def look() -> Run:
    return Run(
        snapshots=snapshots(),
        published=published(),
        made_by_nobody=made_by_nobody(),
        milestones=Milestone.objects.count(),
        baselines=Baseline.objects.count(),
    )


@pytest.fixture(scope="module")
def first(_plan_loaded):
    """What a first run up to SUMMER leaves, whose months are acted out; it is undone."""
    assert seeding.ACTED >= 2
    with transaction.atomic():
        seed(at=SUMMER)
        found = look()
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def months(seeded):
    """Each frozen month of AUTUMN with its stored plan, the oldest first."""
    stored = PlanSnapshot.objects.select_related("period").order_by("period__month")
    return [(snapshot.period, opened(snapshot.body).plan) for snapshot in stored]


class TestRefusals:
    def test_before_the_first_month_is_frozen(self, loaded):
        with pytest.raises(Refused, match="April 2024"):
            seed(at=datetime(2024, 4, 20, **NOON))
        assert not plan_settings().demonstration
        assert not User.objects.exists()

    def test_a_plan_with_returns_of_its_own(self, loaded):
        who = {"by": "test", "at": SUMMER}
        cpmo = create_user(email="cpmo@council.example", name="CPMO", password="x", **who)
        post = add_post(title="Programme office", kind="cpmo", **who)
        appoint(cpmo, post, starts_on=date(2024, 4, 1), **who)
        boards = {"tib_on": date(2024, 7, 18), "irb_on": date(2024, 7, 25)}
        open_cycle(date(2024, 6, 1), **boards, by=cpmo, at=SUMMER)
        with pytest.raises(Refused, match="never mixed"):
            seed(at=AUTUMN)
        assert User.objects.get() == cpmo
        assert not plan_settings().demonstration

    def test_no_plan(self, loaded, monkeypatch):
        monkeypatch.setattr(Programme.objects, "exists", lambda: False)
        with pytest.raises(CommandError, match="load_plan first"):
            call_command("seed_demo")


class TestRepeatable:
    def test_the_same_days_give_the_same_history_acted_out_or_written(self, first, seeded):
        """Two runs make one and the same snapshot, hash for hash; a later day only adds.

        The first run acted its two months out, the other wrote them in bulk: they lie before its
        last ones and before the months that are eventful.
        """
        assert list(first.snapshots) == ["2024-04", "2024-05"]
        assert MONTHS - len(first.snapshots) > seeding.ACTED and date(2024, 5, 1) < EVENTFUL
        assert snapshots().items() > first.snapshots.items()

    def test_it_seeds_only_once(self, seeded):
        def rows():
            managers = MilestoneReport.history, Return.history, ReturnStep.objects, Pack.objects
            return [manager.count() for manager in managers]

        before, told = rows(), []
        seed(at=AUTUMN, tell=told.append)
        assert told == ["The demonstration is seeded already."]
        assert rows() == before


class TestPlan:
    def test_the_published_plan_is_untouched(self, _plan_loaded, first):
        """Rule 9: no published milestone or B0 was rewritten, and none invented."""
        assert len(_plan_loaded) == first.milestones == first.baselines == 187
        assert first.published == _plan_loaded

    def test_approved_requests_and_a_later_edition_add_to_it(self, _plan_loaded, seeded):
        """Rules 9, 18b, 18d: the 187 stand as published; every other row names who decided it."""
        now = look()
        assert now.published.keys() == _plan_loaded.keys()
        other = {
            (ref, name)
            for ref, row in _plan_loaded.items()
            for name, value in row.items()
            if now.published[ref][name] != value
        }
        assert other == {
            ("CHI-09", "kind"),  # published to be confirmed; a request gave its date
            ("CHI-06", "title"),  # a request names the plan in full
            *(("CSR-03", name) for name in ("programme_id", "number", "workstream_id")),  # it moved
        }
        assert now.made_by_nobody == []
        assert now.baselines > 187

    def test_rule_18_tib_decides_a_paper_of_three_kinds_as_one(self, seeded):
        request = ChangeRequest.objects.get(ref="CHI-CR-02")
        assert list(request.rows.values_list("kind", "milestone__ref")) == [
            ("date", "CHI-09"), ("wording", "CHI-06"), ("pause", "CHI-02")
        ]  # fmt: skip
        assert request.state == "approved" and request.steps.last().forum == "tib"
        newest = Baseline.objects.filter(milestone__ref="CHI-09").latest("number")
        assert (newest.end.raw, newest.change) == ("Mar 2027", request)
        assert "Alternative Provision" in Milestone.objects.get(ref="CHI-06").title
        report = MilestoneReport.objects.filter(milestone__ref="CHI-02").latest("period__month")
        assert report.delivery == "paused"

    def test_it_says_that_it_is_a_demonstration(self, seeded):
        assert plan_settings().demonstration
        assert '"demonstration":true' in PlanSnapshot.objects.first().body


class TestPeople:
    def test_users_are_named_by_their_posts_and_nobody_is_real(self, seeded):
        for user in User.objects.all():
            assert user.email.endswith("@demo.example")
            assert user.holdings.exclude(capacity="acting").count() == 1

    def test_every_printed_sign_in_opens(self, seeded):
        posts = Counter()
        for _, email in sign_ins():
            user = User.objects.get(email=email)
            assert user.check_password(PASSWORD)
            posts[user.holdings.get().post.kind] += 1
        assert posts == Counter(dict.fromkeys(posts, 1))
        assert len(posts) == 10

    def test_preparer_signer_and_assurer_differ(self, seeded):
        """Rule 15."""
        returns = Return.objects.filter(state="assured")
        for ret in returns.prefetch_related("steps", "signatures", "reports"):
            people = people_of(ret)
            assured = [step for step in ret.steps.all() if step.to_state == "assured"][-1]
            assert people.preparers.isdisjoint(people.signers)
            assert assured.by_id not in people.preparers | people.signers


class TestMonths:
    def test_a_snapshot_is_what_history_holds_at_its_freeze(self, months):
        """DESIGN 2a: fact by fact, for every second month, whatever was written since."""
        for period, stored in months[::2]:
            then = frozen_plan(AsAt(period.frozen_at), month=period.month)
            assert_same(stored, then, period.slug)

    def test_they_say_something_of_every_kind_of_fact_but_the_rare(self, months):
        """Nothing equals nothing: `test_rare_kinds` has a month of what no month here has."""
        kinds = set().union(*(kinds_in(stored) for _, stored in months))
        assert every_kind() - kinds == RARE

    def test_the_plan_of_a_month_is_that_of_its_documents(self, months):
        """The Assurance Plan is of January 2026: no month before it has an outcome of it."""
        for _, plan in months:
            assert plan.settings.demonstration and len(plan.programmes) == 16
            assert len(plan.outcomes) == (10 if plan.taken_at >= CAP_HOLDS_FROM else 0)

    def test_every_frozen_month_has_its_snapshot(self, seeded):
        """Rule 16: and the month under way is open, without one."""
        frozen = ReportingPeriod.objects.frozen().order_by("month")
        assert [period.slug for period in frozen] == sorted(snapshots())
        assert len(frozen) == MONTHS
        assert str(frozen[0]) == "April 2024"
        open_now = ReportingPeriod.objects.open().get()
        assert str(open_now) == "November 2026"
        assert open_now.opened_at < AUTUMN

    def test_deadlines_are_worked_back_from_the_board(self, seeded):
        """Rule 14: none falls on a weekend or moved out of its order."""
        for period in ReportingPeriod.objects.all():
            steps = ("opens", "return_due", "sign_off", "challenge", "freeze", "issue", "tib")
            days = [getattr(period, f"{step}_on") for step in steps]
            assert days == sorted(days)
            assert all(day.weekday() < 5 for day in days)

    def test_nothing_lies_in_the_future(self, seeded):
        for model in (ReturnStep, Confidence, Signature, Reading, Assessment):
            assert model.objects.order_by("-at").first().at <= AUTUMN

    def test_late_missing_and_returned_returns_occur(self, seeded):
        states = Counter(
            Return.objects.filter(period__frozen_at__isnull=False).values_list("state")
        )
        assert set(states) == {("assured",), ("signed",), ("not_reported",)}
        steps = ReturnStep.objects.exclude(reason="")
        assert steps.filter(from_state="submitted", to_state="draft").exists()
        assert steps.filter(from_state="signed", to_state="draft").exists()
        submitted = ReturnStep.objects.filter(to_state="submitted").select_related("period")
        assert any(step.at.date() > step.period.return_due_on for step in submitted)

    def test_the_open_month_is_partly_filled_in(self, seeded):
        states = Counter(ReportingPeriod.objects.open().get().returns.values_list("state"))
        assert states[("not_started",)] and len(states) > 1


class TestReturns:
    def test_steps_follow_one_another(self, seeded):
        """Rule 15: each step starts where the last one ended, later, while the period was open."""
        steps = defaultdict(list)
        for step in ReturnStep.objects.select_related("period").order_by("pk"):
            steps[step.ret_id].append(step)
        for chain in steps.values():
            assert chain[0].from_state == "not_started"
            assert chain[0].at >= chain[0].period.opened_at
            for before, after in pairwise(chain):
                assert after.from_state == before.to_state
                assert after.at >= before.at
            frozen_at = chain[-1].period.frozen_at
            assert frozen_at is None or chain[-1].at <= frozen_at

    def test_no_open_row_is_submitted_with_a_forecast_in_the_past(self, seeded):
        """Rule 9; a row whose kind a request changed later is another one now."""
        submitted = ReturnStep.objects.filter(to_state="submitted")
        last = {step.ret_id: london_day(step.at) for step in submitted}
        moved = Baseline.objects.exclude(number=0).values("milestone")
        reports = MilestoneReport.objects.filter(ret__in=last).exclude(milestone__in=moved)
        assert reports
        for report in reports.select_related("milestone"):
            fault = forecast_fault(
                delivery=Delivery(report.delivery),
                forecast=report.forecast,
                kind=report.milestone.kind,
                on=last[report.ret_id],
            )
            assert fault is None, report

    def test_rule_9_reasons_count_a_forecasts_moves_as_its_slip_chart_does(self, seeded):
        counted_moves = 0
        for rows in reports_by_milestone().values():
            for place, row in enumerate(rows):
                counted = [
                    earlier
                    for earlier in rows[:place]
                    if ReturnState(earlier.ret.state).is_received
                ]
                if found := re.search(r"moved (\d+) times", row.reason):
                    assert int(found[1]) == moves_of([*counted, row]), row
                    counted_moves += 1
        assert counted_moves

    def test_reports_hold_to_their_rule(self, seeded):
        """Rules 4, 5, 8 and 9: reasons, forecasts to come, pauses by the CPMO's decisions."""
        before: dict[int, ReportedBefore] = {}
        dated = Milestone.objects.filter(kind="dated").prefetch_related("baselines")
        due = defaultdict(lambda: UNDATED)
        due |= {row.pk: list(row.baselines.all())[-1].end for row in dated}
        rows = MilestoneReport.objects.select_related("ret", "period", "reported_by")
        for report in rows.order_by("period__month"):
            delivery = Delivery(report.delivery)
            faults = report_faults(
                delivery=delivery,
                before=before.get(
                    report.milestone_id, ReportedBefore(due=due[report.milestone_id])
                ),
                month=report.period.month,
                forecast=report.forecast,
                decided=report.reported_by.email.startswith("cpmo@"),
                actual_on=report.actual_on,
                narrative=report.narrative,
                reason=report.reason,
                on=london_day(report.reported_at),
                completion=Completion.of(report),
            )
            assert not faults, report
            if report.ret.state != "not_reported":
                before[report.milestone_id] = ReportedBefore(
                    report.period.month,
                    delivery,
                    report.forecast,
                    report.actual_on,
                    due=due[report.milestone_id],
                )

    def test_every_kind_of_fate_is_shown(self, seeded):
        found = set(MilestoneReport.objects.values_list("delivery", flat=True))
        assert found == {delivery.value for delivery in Delivery}
        assert MilestoneReport.objects.filter(no_change=True).exists()

    def test_ratings_have_the_reasons_they_need_and_sometimes_diverge(self, seeded):
        """Rules 2 and 5."""
        last: dict[tuple[int, str], Rating] = {}
        by_return = defaultdict(dict)
        for given in Confidence.objects.select_related("ret").order_by("period__month", "at"):
            key, rating = (given.ret.programme_id, given.voice), Rating(given.rating)
            assert not rating_faults(rating=rating, last=last.get(key), reason=given.reason)
            last[key] = rating
            by_return[given.ret_id][given.voice] = rating
        assert {rating for voices in by_return.values() for rating in voices.values()} == set(
            Rating
        )
        apart = [voices for voices in by_return.values() if len(set(voices.values())) == 2]
        assert 0.1 < len(apart) / len(by_return) < 0.6

    def test_signatures_fit_what_they_sign(self, seeded):
        """Rule 15: a standing signature's hash is that of the return as it is."""
        returns = Return.objects.received().filter(programme__ref__in=["HOU", "ERP", "SAV"])
        told = returns.prefetch_related("steps", "signatures", "reports__milestone")
        for ret in told.select_related("programme__sao", "period"):
            [signature] = signatures_that_stand(ret)
            assert differences(signature, ret) == []

    def test_each_row_has_its_history_in_the_past_recorded_now(self, seeded):
        """DESIGN 4a.7: when it took effect and when the database wrote it are two times."""
        again = MilestoneReport.objects.filter(version__gt=1)
        assert [row.milestone.ref for row in again] == ["CHI-02"]  # paused by a request
        assert MilestoneReport.history.count() == MilestoneReport.objects.count() + 1
        row = MilestoneReport.history.order_by("history_date").first()
        assert row.history_date.year == 2024
        assert row.recorded_at.date() >= AUTUMN.date()
        assert row.actor_post.startswith("Responsible Delivery Lead, ")


class TestAssurance:
    def test_three_voices_speak_apart_each_from_its_own_post(self, seeded):
        """Rule 19."""
        kinds = {"council": "sao", "cpmo": "cpmo", "commissioner": "commissioner"}
        for given in Assessment.objects.select_related("by"):
            assert given.by.holdings.get().post.kind == kinds[given.speaker]
            assert given.rationale and given.evidence_cited
        issued = Assessment.objects.filter(issued=True)
        assert set(issued.values_list("speaker", flat=True)) == set(kinds)

    def test_only_commissioners_have_drafts(self, seeded):
        """Rule 23."""
        assert not Assessment.objects.filter(issued=False).exists()
        drafts = JudgementDraft._base_manager.select_related("by")
        assert {draft.by.holdings.get().post.kind for draft in drafts} == {"commissioner"}

    def test_rule_24c_questions_an_amendment_and_a_report_that_two_agreed_and_nobody_sent(
        self, seeded
    ):
        answers = QuestionAnswer.objects.order_by("pk").values_list("speaker", "question__number")
        assert list(answers) == [("commissioner", 1), ("cpmo", 2)]
        amended, reworded = Amendment.objects.select_related("requirement")
        assert (amended.requirement.ref, amended.becomes) == ("PO8-T1-2", "Assurance: 30 Jun 2027")
        assert (reworded.requirement.ref, reworded.kind) == ("PO9-T3-1", "reword")
        report = SecretaryReport.objects.everything().get()
        step = SecretaryReportStep.objects.everything().get()
        assert (report.pinned.month, step.step) == (date(2026, 9, 1), "agreed")
        assert step.by_id != report.by_id

    def test_rule_24d_one_outcome_has_official_words_and_judgements_are_to_be_looked_at_again(
        self, seeded
    ):
        """The words are the document's; one judgement rests on the version before."""
        found = official_words(Now(AUTUMN))
        assert len(found) == 6 and {ref.split("-")[0] for ref in found} == {"PO10"}
        assert {words.version for ref, words in found.items() if "-" in ref} == {2}
        since = changes(Now(AUTUMN), speakers=[Speaker.COMMISSIONER])
        told = {ref: {change.what for change in what} for (ref, _), what in since.items()}
        assert told["PO10-T1-2"] == {Changed.WORDS} and told["PO9-T3-1"] == {Changed.REWORDED}

    def test_two_packs_wait_for_the_worker_and_none_is_faked(self, seeded):
        packs = Pack.objects.all()
        assert sorted(pack.forum for pack in packs) == ["irb", "tib"]
        for pack in packs:
            assert (pack.state, pack.standing, pack.sha256) == ("queued", "final", "")
            assert str(pack.snapshot.period) == "October 2026"
            beside = codec.pinned_in(pack.pinned)
            assert beside.text(TextKind.HEADLINE) and beside.text(TextKind.OPINION)
            assert len(beside.worries) == 2
            assert bool(beside.text(TextKind.STATEMENT)) is (pack.forum == "irb")

    @pytest.mark.parametrize("forum", ["tib", "irb"])
    def test_the_first_packs_print_each_decision_of_their_meetings_as_a_board_decides_by(
        self, seeded, forum
    ):
        pack = Pack.objects.get(forum=forum)
        items = AgendaItem.objects.filter(meeting__cycle__snapshot=pack.snapshot)
        asked = list(items.filter(meeting__forum=forum, carried_from=None).order_by("number"))
        assert asked
        page = fromstring(build.markup_of(pack)).get_element_by_id("decisions")
        page_text = " ".join(page.text_content().split())
        for item in asked:
            each = (item.ask, item.options, item.recommendation, item.without)
            assert all(each) and all(words in page_text for words in each), item

    def test_no_board_meets_at_christmas(self, seeded):
        known = meetings(offsets=period_offsets(plan_settings()), holidays=england_holidays())
        days = [meeting.irb_on for meeting in islice(known, 60)]
        found = [day for day in days if day.month == 12]
        assert [day.isoformat() for day in found] == [
            "2024-12-23", "2025-12-23", "2026-12-23", "2027-12-23", "2028-12-22",
        ]  # fmt: skip
        assert all(day.weekday() < 5 for day in days)

    def test_rule_29_an_item_of_each_sort_is_withheld_from_public_editions(self, seeded):
        """So that a public edition of it shows how each reads; what adds one up goes with it."""
        found = classes_now()
        several = {item.ref for item in found if item.kind in (ItemKind.TEXT, ItemKind.INDICATOR)}
        assert several == {"IRB-2026-10-RISK-2", "TIB-2026-10-RISK-2", "KPI-1-02", "KPI-1-05"}
        assert len(found) - len(several) == len({item.kind for item in found}) - 2
        assert set(ItemKind) - {item.kind for item in found} == {
            *(ItemKind.MILESTONE, ItemKind.BENEFIT, ItemKind.CHANGE, ItemKind.POINT),
            *(ItemKind.RESULT, ItemKind.TEST, ItemKind.OWN_VIEW),
        }
        assert {item.paragraph for item in found} == {Paragraph.THREE, Paragraph.FIVE, None}

    def test_rule_29_the_public_editions_of_the_last_month_print_them(self, seeded):
        """Each is named by kind and ground, and nothing of it stands in either."""
        whole = {pack.forum: pack for pack in Pack.objects.filter(standing="final")}
        counted = set()
        for forum in Forum:
            plan = opened(whole[forum].snapshot.body).plan
            beside = codec.pinned_in(whole[forum].pinned)
            found = public_plan(plan, beside.classes, pinned=beside, forum=forum)
            counted |= {row.kind for row in found.withheld if not row.along}
            items = {item.number: item.options for item in found.pinned.items}
            assert WITHHELD not in items.values(), "what another month withholds is not repeated"
            assert "Savings of the year are validated late" not in codec.text_of(found.pinned)
            titles = {
                row.ref: row.title
                for programme in found.plan.programmes
                for row in programme.milestones
            }
            assert titles["SAV-03"] != WITHHELD, "no milestone has the withheld saving’s name"
        assert counted - {None} == {item.kind for item in classes_now()}


class TestRegister:
    def test_rule_28_each_feature_of_the_register_shows(self, seeded):
        facts = register(Now(AUTUMN))
        states = {(risk.state, bool(risk.scorings)) for risk in facts.risks}
        assert (EntryState.HAPPENED, True) in states and (EntryState.CLOSED, True) in states
        plan = [risk for risk in facts.risks if risk.programme is None]
        assert len(plan) == 8 and sum(bool(risk.scorings) for risk in plan) == 1
        assert all(risk.scores == Scores() for risk in plan if not risk.scorings)
        assert {issue.risk for issue in facts.issues} == {
            risk.ref for risk in facts.risks if risk.state is EntryState.HAPPENED
        }
        assert {action.state for action in facts.actions} == {EntryState.OPEN, EntryState.CLOSED}
        assert facts.assumptions and facts.decisions

    def test_rule_31_every_act_is_its_persons(self, seeded):
        assert RiskStep.objects.exists() and of_others() == []

    def test_who_acts_up_acts_with_both_posts_and_the_reserve_signs(self, seeded):
        """Rules 17 and 31: the posts are those held at that time."""
        posts = october(ReturnStep).filter(**STR).values_list("by_post", flat=True)
        assert any(post.endswith("City Operations (acting)") for post in posts)
        signed = set(october(Signature).values_list("ret__programme__ref", "by_name"))
        assert {who for ref, who in signed if ref == "STR"} == {"Chief Executive"}
        assert len({who for ref, who in signed if ref == "PPR"}) == 2


class TestReadings:
    def test_provisional_readings_are_revised_and_both_are_kept(self, seeded):
        """Rule 27."""
        revised = Reading.objects.filter(figure="revised")
        assert revised
        for reading in revised:
            first = Reading.objects.get(
                indicator=reading.indicator, month=reading.month, figure="provisional"
            )
            assert first.at < reading.at
            assert reading.reason

    def test_percentages_stay_within_their_bounds(self, seeded):
        for reading in Reading.objects.filter(indicator__unit="percent"):
            assert 0 <= reading.value <= 100

    def test_what_has_been_received_in_all_never_falls(self, seeded):
        """Rule 25: the figure rises with the milestones that the receipts are due by."""
        rows = Reading.objects.filter(indicator__ref="KPI-1-02")
        values = list(rows.order_by("month", "pk").values_list("value", flat=True))
        assert len(values) > 4 and values == sorted(values) and values[-1] > values[0]

    def test_rule_25_targets_of_the_plan_and_of_the_council_judge_figures(self, seeded):
        lines = [
            indicator_line(indicator, measured=Measured(AUTUMN.date()))
            for indicator in indicators(Now(AUTUMN))
        ]
        found = {line.ref: line for line in lines if line.versions}
        assert {"KPI-1-02", "KPI-3-12"} < set(found)
        assert {KpiStatus.ON_TARGET, KpiStatus.OFF_TARGET} <= {
            line.status for line in found.values()
        }
        council = [
            version for line in found.values() for version in line.versions if not version.source
        ]
        assert all(
            version.decided_by and version.reason and version.at < AUTUMN for version in council
        )

    def test_rule_27_some_are_defined_answered_for_and_measured_from_where_they_began(self, seeded):
        rows = Indicator.objects.filter(owner__isnull=False)
        assert rows.count() > 8 and Indicator.objects.filter(owner=None).exists()
        lines = {
            indicator.ref: indicator_line(indicator, measured=Measured(AUTUMN.date()))
            for indicator in indicators(Now(AUTUMN))
        }
        began = [lines[row.ref] for row in rows if lines[row.ref].baseline]
        assert len(began) > 8
        assert all(line.direction in Direction for line in began if line.polarity != "none")
        late = [
            reading.ref
            for reading in owed_readings(
                Now(AUTUMN).columns_of(OWED_PARTS), measured=Measured(AUTUMN.date())
            )
            if reading.owed.late
        ]
        assert late and len(late) < rows.count()

    @pytest.mark.parametrize("source", [Now(AUTUMN), AsAt(SUMMER)])
    def test_a_list_groups_indicators_as_their_lines_do(self, seeded, source):
        same_groups(source, measured=Measured(london_day(source.at)))


class TestTexts:
    def test_the_shown_return_waits_for_its_lead(self, seeded):
        """README sends a delivery lead to update its milestones and submit."""
        ret = ReportingPeriod.objects.open().get().returns.get(programme__ref="HOU")
        assert ret.state in {"not_started", "draft"}
        owed = ret.programme.milestones.count() - ret.reports.count()
        assert owed > 0

    def test_counts_are_in_plain_english(self, seeded):
        for ret in Return.objects.exclude(progress=""):
            assert "1 activities" not in re.sub(r"\d\d+ activities", "", ret.progress)
            assert "1 activity are" not in ret.progress and "'s 1 " not in ret.progress

    def test_no_text_denies_what_its_rows_say(self, seeded):
        """A row that is open past its baseline is named in its programme's progress."""
        period = ReportingPeriod.objects.frozen().order_by("-month").first()
        late = Milestone.objects.filter(ref__in=open_and_late(period)).select_related("programme")
        assert late
        for milestone in late:
            ret = period.returns.get(programme=milestone.programme)
            if ret.state != "not_reported":
                assert "past the date in the plan" in ret.progress, milestone.ref
                assert "none is overdue" not in ret.progress

    def test_reasons_are_of_their_rows(self, seeded):
        """No reason of a rating stands more than a few times in the whole history."""
        reasons = Counter(Confidence.objects.values_list("reason", flat=True))
        del reasons["Every activity of the plan is closed."]  # there is no more to say of it
        assert max(reasons.values()) < 25

    def test_a_cause_stays_until_the_forecast_moves(self, seeded):
        """So that a reader can follow a row from month to month."""
        rows = MilestoneReport.objects.filter(delivery="red", no_change=False)
        causes = defaultdict(set)
        for row in rows.select_related("milestone"):
            told = re.match(r"Not achievable as it stands: ([^.]+)\.", row.reason)
            causes[row.milestone.ref, row.forecast_raw].add(told[1])
        assert len(causes) > 10
        assert all(len(found) <= 2 for found in causes.values())  # a forecast may come back


@pytest.fixture(scope="module")
def reports(months):
    """Return each month with the highlight reports of its pack that were received.

    Of the months before the first request was approved: a text is written before a board moves
    the date that it speaks of.
    """
    found = []
    for period, plan in months:
        if period.month < FIRST_MOVE:
            edition = Edition(forum="tib", number=1, standing="draft")
            pack = compose(plan, edition, sha256="0" * 64, before=None)
            found += [(period, report) for report in pack.reports if report.line.is_received]
    assert len(found) > 200
    return found


class TestStories:
    """What a reader of the packs finds: no text denies its row, month after month."""

    def test_counts_of_open_late_and_closed_are_those_of_the_rows(self, reports):
        told = 0
        for period, report in reports:
            where = (period.slug, report.line.ref)
            every = {line.ref: line for line in report.milestones}
            late = {ref for ref, line in every.items() if line.days_late and line.is_open}
            closed = [line for line in every.values() if not line.is_open]
            for text in texts_of(report):
                for number in re.findall(r"(\d+|none) late\b", text):
                    told += 1
                    assert number == (str(len(late)) if late else "none"), (where, text)
                for done, whole in re.findall(r"(\d+) of (\d+) (?:activit|closed)", text):
                    assert (int(done), int(whole)) == (len(closed), len(every)), (where, text)
                for named in re.findall(r"\. ([^.]*) (?:is|are) past the date in the plan", text):
                    refs = set(re.findall(r"\(([A-Z]+-\d+)\)", named))
                    more = int((re.search(r"(\d+) more", named) or [0, 0])[1])
                    assert refs <= late and len(refs) + more == len(late), (where, text)
        assert told > 200

    def test_a_path_to_green_and_no_way_back_are_of_different_rows(self, reports):
        for period, report in reports:
            where = (period.slug, report.line.ref)
            red = {line.ref for line in report.milestones if line.delivery is Delivery.RED}
            for text in texts_of(report):
                assert "back on track by" not in text, where
                for ref in re.findall(r"No way back is agreed yet for ‘[^’]*’ \((\S+)\)", text):
                    assert ref in red, (where, text)
                for ref in re.findall(r"The way back for ‘[^’]*’ \((\S+)\)", text):
                    assert ref not in red, (where, text)
                if "For what is Red" in text or "of what is Red" in text:
                    assert red, (where, text)

    def test_dates_in_a_text_are_those_of_its_row(self, reports):
        told = 0
        for period, report in reports:
            for line in report.milestones:
                where = (period.slug, line.ref)
                for month in re.findall(
                    r"(?:forecast moves to|forecast comes back to) (\w+ \d{4})", line.narrative
                ):
                    told += 1
                    assert line.month != period.month or month == month_of(line.forecast), where
                if ended := re.match(r"Completed on (\d+ \w+ \d{4})", line.narrative):
                    assert ended[1] == f"{line.actual_on.day} {line.actual_on:%B %Y}", where
            by_ref = {line.ref: line for line in report.milestones}
            for text in texts_of(report):
                for ref, month in re.findall(r"\((\S+)\), now forecast for (\w+ \d{4})", text):
                    told += 1
                    assert month == month_of(by_ref[ref].forecast), (period.slug, text)
                for completed in re.findall(r"Completed since the last return: ([^.]*)\.", text):
                    for ref in re.findall(r"\(([A-Z]+-\d+)\)", completed):
                        assert by_ref[ref].delivery is Delivery.COMPLETE, (period.slug, text)
        assert told > 100

    def test_what_has_just_begun_is_not_nearly_done(self, seeded):
        begun = MilestoneReport.objects.filter(narrative__contains="began this month")
        last = {text for stages in PROGRESS.values() for text in stages[-1]}
        assert begun
        for report in begun:
            assert not any(text in report.narrative for text in last), report.narrative

    def test_amber_and_red_name_the_row_that_decides_them(self, reports):
        for period, report in reports:
            for now, _ in report.ratings:
                if now.rating in {Rating.AMBER, Rating.RED}:
                    wanted = "decides it|No row is Amber or Red any more"
                    assert re.search(wanted, now.reason), (period.slug, report.line.ref, now.reason)

    def test_no_stock_reason_is_given_again_and_again(self, seeded):
        rationales = Counter(Assessment.objects.values_list("rationale", flat=True))
        assert max(rationales.values()) < 8, rationales.most_common(3)
        for period in ReportingPeriod.objects.all():
            reports = MilestoneReport.objects.filter(period=period)
            for name, most in (("reason", 5), ("narrative", 8)):
                told = Counter(reports.exclude(no_change=True).values_list(name, flat=True))
                told.pop("", None)
                assert max(told.values()) < most, (period.slug, told.most_common(3))
        outcomes = Counter(Action.objects.exclude(outcome="").values_list("outcome", flat=True))
        assert max(outcomes.values(), default=0) < 3, outcomes.most_common(3)

    @pytest.mark.parametrize(("forum", "least", "most"), [("tib", 18, 20), ("irb", 37, 40)])
    def test_the_packs_of_the_last_month_are_as_long_as_boards_read(
        self, seeded, tmp_path, forum, least, most
    ):
        """PAGES 6: 20 pages of TIB, about 40 of IRB, before the annexes; a programme is a side."""
        pack = Pack.objects.get(forum=forum)
        drawn = tmp_path / "pack.pdf"
        markup = build.markup_of(pack)
        pages = pdf.draw(markup if forum == "irb" else first_rows(markup), drawn)
        sheets = sheets_of(drawn)
        annex = [number for number, sheet in enumerate(sheets) if "Annex A. Highlight" in sheet]
        body = pages if forum == "irb" else annex[-1]
        assert least <= body <= most
        assert "Data confidence" in sheets[0] and sheets[1].count("Contents Section Page") == 1
        sides = [sheet for sheet in sheets if "Back to the portfolio" in sheet]
        assert len(sides) == (16 if forum == "tib" else 0)
        assert sheets[body : body + len(sides)] == sides  # each on one, one after the other


def texts_of(report) -> list[str]:
    """Return what a programme's return says, and the reasons of its ratings."""
    return [*(text for _, text in report.texts), *(now.reason for now, _ in report.ratings)]


def month_of(forecast) -> str:
    """Return the month in which a forecast ends, in words."""
    return f"{forecast.latest:%B %Y}"


def open_and_late(period: ReportingPeriod) -> list[str]:
    """Return the references of the rows that are open a month and more past their baseline."""
    before = period.month
    reports = MilestoneReport.objects.filter(period=period, delivery__in=["green", "amber", "red"])
    late = reports.filter(milestone__baselines__end_latest__lt=before, milestone__kind="dated")
    return list(late.values_list("milestone__ref", flat=True))
