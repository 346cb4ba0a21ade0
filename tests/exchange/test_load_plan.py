"""Loading the plan: all or nothing, safe to run again, every change kept (issue part C)."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import get_type_hints

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Count

from assurance.actions.amendments import Agreed, Worded, agree_date, reword
from assurance.actions.quarters_read import confirm_quarters
from assurance.figures.coverage import count_covers, finding
from assurance.figures.outcomes import passed_dates
from assurance.figures.positions import position_lines
from assurance.models import (
    Concern,
    DeliveryLink,
    Gate,
    Recommendation,
    Requirement,
    TimelineEntry,
)
from assurance.presenters.links import coverage
from assurance.readings.positions import requirement_positions
from assurance.words.coverage import Cover
from exchange.actions import load_plan
from exchange.presenters.cap_document import cap_document
from exchange.presenters.irp_document import irp_document
from exchange.rules import cap_records, irp_records, shared_records
from exchange.rules.faults import PlanRefused
from exchange.rules.field_kinds import Text
from exchange.rules.plan_files import read_plan
from irp.history import enact, record
from irp.models import (
    Aim,
    Board,
    Erratum,
    Outcome,
    PlanSettings,
    Post,
    PostHolding,
    Statement,
    Tracked,
    User,
)
from irp.readings import Now
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import Precision, QuarterConvention, parse_plan_date, recurrence
from kpis.models import Indicator, Target
from programmes.actions.restructuring import move_rows
from programmes.figures.committees import committee_lines, unnamed
from programmes.figures.milestones import milestone_line
from programmes.models import (
    Baseline,
    ChangeRequest,
    ChangeRow,
    CommitteeRemit,
    Dependency,
    Milestone,
    PlanFigure,
    Programme,
    ReceiptTarget,
    Risk,
    Saving,
    Workstream,
    YearTarget,
)
from programmes.readings.committees import committees
from programmes.readings.milestones import milestone_facts
from programmes.rules.occurrences import how_often
from programmes.rules.restructuring import CitedDecision
from tests.exchange.conftest import AGAIN_AT, FIXTURES

HOU = "irp/programmes/15-HOU.json"


def kept_rows() -> dict[str, int]:
    """Return how many rows and history rows every tracked model has."""
    models = [model for model in apps.get_models() if issubclass(model, Tracked)]
    counts = {model._meta.label: model._default_manager.count() for model in models}
    return counts | {f"{model._meta.label} history": model.history.count() for model in models}


def load_again(path=FIXTURES):
    return load_plan(read_plan(path), by="Loader", at=AGAIN_AT)


def test_the_whole_plan_stands_in_the_database(loaded):
    """DOMAIN section 2: the counts that the documents give."""
    assert (Aim.objects.count(), Outcome.objects.count()) == (3, 19)
    by_aim = Programme.objects.order_by().values_list("aim__number").annotate(Count("pk"))
    assert dict(by_aim) == {1: 4, 2: 8, 3: 4}
    assert (Milestone.objects.count(), Baseline.objects.filter(number=0).count()) == (187, 187)
    assert (Saving.objects.count(), ReceiptTarget.objects.count()) == (12, 5)
    by_test = Requirement.objects.order_by().values_list("test__number").annotate(Count("pk"))
    assert dict(by_test) == {1: 40, 2: 29, 3: 21}
    by_outcome = Requirement.objects.order_by("outcome__number").values_list("outcome__number")
    counts = [count for _, count in by_outcome.annotate(Count("pk"))]
    assert counts == [12, 12, 12, 11, 10, 4, 9, 10, 5, 5]
    assert Concern.objects.count() == 27
    by_body = Recommendation.objects.order_by().values_list("body").annotate(Count("pk"))
    assert dict(by_body) == {"auditor": 12, "cfgs": 13}
    assert (Risk.objects.count(), Dependency.objects.count()) == (8, 6)
    assert Erratum.objects.filter(subject="Decent Homes compliance date").exists()
    assert not Programme.objects.exclude(rdl=None).exists()  # the documents name none
    assert Indicator.objects.filter(outcomes=None).count() == 0


def test_every_record_says_where_it_comes_from(loaded):
    sourced = [
        model
        for model in apps.get_models()
        if issubclass(model, Tracked)
        and hasattr(model, "source_document")
        and not hasattr(model, "instance_type")
    ]
    assert len(sourced) >= 18
    for model in sourced:
        assert model._default_manager.exists(), model
        assert not model._default_manager.filter(source_section="").exists(), model


def test_every_row_has_one_history_row_that_names_its_file(loaded):
    milestone = Milestone.objects.get(ref="HOU-07")
    [version] = milestone.history.all()
    assert version.history_change_reason == f"Plan file {HOU}"
    assert version.actor_name == "Loader"
    b0 = milestone.baselines.get()
    assert (b0.number, b0.by_name) == (0, "Loader")


def test_rule_8_dates_keep_their_words_and_their_days(loaded):
    b0 = Baseline.objects.get(milestone__ref="HOU-01")
    fixture = read_plan(FIXTURES).programmes[14].milestones[0]
    assert (b0.start.raw, b0.end.raw) == (fixture.start, fixture.end)
    kinds = dict(Milestone.objects.order_by().values_list("kind").annotate(Count("pk")))
    assert sum(kinds.values()) == 187
    for kind in ("dated", "recurring", "ongoing", "tbc", "relative", "review", "undated"):
        assert kinds.get(kind), kind


def test_rule_10_an_end_printed_empty_leaves_how_often_to_the_start(loaded):
    """IRP Appendix 1: CHI-04, CHI-07 and HOU-05 print "Every 6 weeks" or months as start alone."""
    for ref in ("CHI-04", "CHI-07", "HOU-05"):
        row = Milestone.objects.prefetch_related("baselines").get(ref=ref)
        b0 = row.baselines.get()
        assert (row.kind, b0.end_raw) == ("recurring", "")
        facts = milestone_facts(Now(AGAIN_AT), ref)
        line = milestone_line(facts, measured=Measured(london_day(AGAIN_AT)), month=None)
        assert line.b0 == line.baseline == b0.start
        often = how_often(kind=row.kind, start=b0.start, end=b0.end)
        assert often == recurrence(b0.start_raw)
        assert (line.days_late, line.status.value) == (None, "no_due_date")


def test_rule_9_an_end_that_only_repeated_its_start_may_be_blank_now(loaded, folder):
    """What an earlier edition of the files printed twice still loads; B0 stays as it is."""

    def once(value):
        assert (value["milestones"][4]["start"], value["milestones"][4]["end"]) == ("Monthly",) * 2
        value["milestones"][4]["end"] = ""

    folder.change("irp/programmes/04-COM.json", once)
    assert load_again(folder.path).total.changed == 0
    assert Baseline.objects.get(milestone__ref="COM-05").end_raw == "Monthly"


def test_rule_11_each_plan_reads_quarters_by_its_own_setting(loaded):
    """Commissioners confirm the Assurance Plan's: 14 dates have passed by one, 9 by the other."""

    def gone():
        rows = requirement_positions(Now(AGAIN_AT))
        return passed_dates(position_lines(rows, measured=measured)).dates

    measured = Measured(london_day(AGAIN_AT))
    assert gone() == 14
    gate = Gate.objects.get(requirement__ref="PO4-T1-2")
    assert (gate.due.raw, str(gate.due.latest)) == ("Q2 2026", "2026-06-30")
    person = commissioner()
    act = confirm_quarters(
        QuarterConvention.FINANCIAL,
        decided_on=AGAIN_AT.date(),
        reason="Agreed by all three",
        version=PlanSettings.objects.get().version,
        by=person,
        at=AGAIN_AT,
    )
    assert (act.moved, Gate.objects.count(), gone()) == (97, 105, 9)
    gate.refresh_from_db()
    assert (gate.due.raw, str(gate.due.latest)) == ("Q2 2026", "2026-09-30")
    exported = [
        requirement["gates"][0]
        for outcome in cap_document()["priority_outcomes"]
        for requirement in outcome["requirements"]
        if requirement["ref"] == "PO4-T1-2"
    ]
    assert [exported_gate["latest"] for exported_gate in exported] == ["2026-09-30"]
    again = load_again().total
    assert (again.created, again.changed) == (0, 0), "gates stand as their words now read"


def test_rule_12_gates_are_typed_and_the_timelines_present_is_ongoing(loaded):
    gates = Gate.objects.filter(requirement__ref="PO4-T1-1").values_list("purpose", flat=True)
    assert list(gates) == ["completion", "sustained"]
    ongoing = Gate.objects.get(requirement__ref="PO8-T1-2")
    assert (ongoing.due.precision, ongoing.ongoing) == (Precision.ONGOING, True)
    present = TimelineEntry.objects.get(end_raw="Present")
    assert present.end.precision == Precision.ONGOING


def test_a_post_of_a_row_alone_is_its_own_and_in_force(loaded):
    """DOMAIN section 2: some accountable officers hold for a row, a workstream or a saving."""
    own = Milestone.objects.exclude(own_sao=None)
    assert own.exists()
    in_force = {row.ref: row for row in Milestone.objects.select_related("programme")}
    for programme in read_plan(FIXTURES).programmes:
        for printed in programme.milestones:
            row = in_force[printed.ref]
            assert (row.sao.title, row.lead_member.title) == (printed.sao, printed.lead_member)
            assert (row.own_sao is None) == (printed.sao == programme.sao)
            assert (row.own_lead_member is None) == (printed.lead_member == programme.lead_member)
    joint = Post.objects.get(title="Leader of the Council and Deputy Leader of the Council")
    assert joint.part_titles == ["Leader of the Council", "Deputy Leader of the Council"]


def test_rule_26_149_8_million_is_the_target_of_2024_25_as_published(loaded):
    """The total to 2025/26 and the gap are figures of the plan and no target of a year."""
    (only,) = YearTarget.objects.all()
    assert (only.year, only.number, only.amount) == (2024, 1, Decimal("149800000"))
    assert only.source.startswith("IRP, Section 3") and only.at.date() == date(2024, 3, 1)
    assert [row.amount for row in PlanFigure.objects.all()] == [
        Decimal(amount) for amount in ("149800000", "226100000", "67400000", "20000000")
    ]
    assert [row.title for row in PlanFigure.objects.filter(is_fund=True)] == [
        "Fund for additional capacity from 2024/25"
    ]
    load_again()
    assert YearTarget.objects.count() == 1


def test_rule_25_receipts_are_750_million_in_all(loaded):
    cumulative = ReceiptTarget.objects.filter(cumulative=True).order_by("-amount").first()
    further = ReceiptTarget.objects.filter(cumulative=False)
    assert cumulative.amount + sum(receipt.amount for receipt in further) == 750_000_000


def test_rule_25_the_targets_that_the_plan_prints_are_set(loaded):
    """KPI-3-12's 100% with its benchmark of 99%, and what the asset sales are to bring in all."""
    targets = Target.objects.values_list("indicator__ref", "kind", "from_month", "value")
    assert [(ref, kind, f"{month:%b %Y}", int(value)) for ref, kind, month, value in targets] == [
        ("KPI-1-02", "target", "Mar 2024", 15_000_000),
        ("KPI-1-02", "target", "Jun 2024", 45_000_000),
        ("KPI-1-02", "target", "Sep 2024", 185_000_000),
        ("KPI-1-02", "target", "Dec 2024", 500_000_000),
        ("KPI-1-02", "target", "Dec 2025", 750_000_000),
        ("KPI-3-12", "target", "Mar 2024", 100),
        ("KPI-3-12", "benchmark", "Mar 2024", 99),
    ]
    assert Indicator.objects.get(cumulative=True).ref == "KPI-1-02"
    total = 0
    receipts = ReceiptTarget.objects.select_related("milestone").order_by("milestone__ref")
    for target, receipt in zip(Target.objects.filter(number__lte=5, kind="target"), receipts,
                               strict=False):  # fmt: skip
        total = receipt.amount if receipt.cumulative else total + receipt.amount
        assert (target.value, target.from_month) == (total, receipt.end.latest.replace(day=1))
        assert target.source == receipt.source


def test_rule_25_a_corrected_target_is_the_next_version_and_the_councils_own_stay(loaded, folder):
    indicator = Indicator.objects.get(ref="KPI-3-12")
    own = {"indicator": indicator, "kind": "target", "number": 2, "value": Decimal(98)}
    own |= {"from_month": date(2026, 4, 1), "decided_by": "Cabinet", "reason": "Why"}
    enact(Target, by="Somebody", at=AGAIN_AT, **own)

    def correct(value):
        [kpi] = [kpi_row for kpi_row in value if kpi_row["ref"] == "KPI-3-12"]
        kpi["targets"][0]["value"] = "99.5"

    folder.change("irp/kpis.json", correct)
    again = load_again(folder.path).total
    assert (again.created, again.changed) == (1, 0)
    rows = indicator.targets.filter(kind="target").values_list("number", "value")
    assert list(rows) == [(1, 100), (2, 98), (3, Decimal("99.5"))]
    exported = {kpi["ref"]: kpi.get("targets") for kpi in irp_document()["kpis"]}
    assert [target["value"] for target in exported["KPI-3-12"]] == ["99.5", "99"]
    assert load_again(folder.path).total.created == 0


def test_the_exported_targets_are_those_of_the_files(loaded):
    printed = json.loads((FIXTURES / "irp/kpis.json").read_text())
    exported = {kpi["ref"]: kpi.get("targets") for kpi in irp_document()["kpis"]}
    assert exported == {kpi["ref"]: kpi.get("targets") for kpi in printed}


def test_boards_report_to_each_other(loaded):
    tib = Board.objects.get(abbreviation="TIB")
    assert tib.reports_to.abbreviation == "IRB"
    assert Board.objects.get(name="Directorate Boards").reports_to == tib


def test_what_stands_in_no_table_is_loaded_as_statements(loaded):
    """DOMAIN section 2, Rules 21 and 26: aims, principles, roles, savings, the step-down rule."""
    documents = Statement.objects.values_list("source_document", flat=True)
    assert [list(documents).count(document) for document in ("IRP", "CAP")] == [16, 4]
    savings = Statement.objects.get(heading="Totals of the savings").text
    assert "£226.1m, which contains the £149.8m" in savings and "£67.4m" in savings
    rule = Statement.objects.get(heading="When stepping down may be considered").text
    assert "necessary, not sufficient" in rule


def test_a_statement_that_is_changed_is_found_by_its_place(loaded, folder):
    folder.change("cap/statements.json", lambda value: value[1].update(text="Five years."))
    assert load_again(folder.path).total.changed == 1
    assert Statement.objects.get(source_document="CAP", number=2).text == "Five years."


def test_a_board_put_in_between_moves_those_after_it(loaded, folder):
    folder.change(
        "irp/boards.json",
        lambda value: value.insert(3, {**value[3], "name": "Panel", "abbreviation": "P"}),
    )
    again = load_again(folder.path)
    assert (again.total.created, again.total.changed) == (1, Board.objects.count() - 4)
    assert [board.name for board in Board.objects.all()][2:4] == [
        "Improvement and Recovery Board",
        "Panel",
    ]


def test_a_second_load_changes_nothing_and_keeps_no_history(loaded):
    before = kept_rows()
    again = load_again().total
    assert (again.created, again.changed) == (0, 0)
    assert again.unchanged == 1166
    assert kept_rows() == before


def test_a_changed_fact_is_kept_with_the_file_as_its_reason(loaded, folder):
    def retitle(value):
        value["milestones"][6].update(title="Another title", sao="Chief Executive")

    chief = Post(title="Chief Executive", kind="sao")
    record(chief, by="Loader", at=AGAIN_AT)
    folder.change(HOU, retitle)
    added = {"title": "Chief Executive", "kind": "sao", "aliases": [], "parts": []}
    source = {"document": "IRP", "section": "Section 5", "row": ""}
    folder.change("irp/posts.json", lambda value: value.append({**added, "source": source}))
    before = kept_rows()
    again = load_again(folder.path).total
    assert (again.created, again.changed) == (0, 2)  # the milestone, and the post's source
    row = Milestone.objects.get(ref="HOU-07")
    assert (row.title, row.sao, row.version) == ("Another title", chief, 2)
    latest = row.history.order_by("-history_id").first()
    assert (latest.history_change_reason, latest.history_date) == (f"Plan file {HOU}", AGAIN_AT)
    changed = {name for name, count in kept_rows().items() if count != before[name]}
    assert changed == {"programmes.Milestone history", "irp.Post history"}


def link_of(links, ref):
    return next(link for link in links if link["ref"] == ref)


def test_rule_29_the_committee_that_a_lead_member_sits_on_is_loaded_and_stays(loaded, folder):
    def seat(value):
        next(post_row for post_row in value if post_row["kind"] == "lead_member")["committee"] = (
            "Homes OSC"
        )

    folder.change("irp/posts.json", seat)
    assert load_again(folder.path).total.changed == 1
    [post] = Post.objects.exclude(committee=None)
    assert (post.kind, post.committee.name) == ("lead_member", "Homes OSC")
    [exported] = [post_row for post_row in irp_document()["posts"] if post_row["committee"]]
    assert (exported["title"], exported["committee"]) == (post.title, "Homes OSC")
    assert load_again().total.changed == 0, "a file that says nothing of it changes nothing"


@pytest.mark.parametrize(
    ("kind", "named", "words"),
    [
        ("sao", "Homes OSC", "only a lead member’s post sits on one"),
        ("lead_member", "Cabinet of the moon", "type the name of a committee"),
        ("lead_member", "Improvement and Recovery Board", "type the name of a committee"),
    ],
)
def test_rule_29_a_file_that_seats_a_post_wrongly_is_refused(loaded, folder, kind, named, words):
    def seat(value):
        next(post_row for post_row in value if post_row["kind"] == kind)["committee"] = named

    folder.change("irp/posts.json", seat)
    with pytest.raises(PlanRefused, match=words):
        load_again(folder.path)


def test_what_no_file_names_stays(loaded, folder):
    """Rule 24: references are retired, never removed; a council's own RDL is not cleared."""
    rdl = record(Post(title="RDL, Housing", kind="rdl"), by="Loader", at=AGAIN_AT)
    housing = Programme.objects.get(ref="HOU")
    housing.rdl = rdl
    record(housing, by="Loader", at=AGAIN_AT, reason="Appointed")
    folder.change(HOU, lambda value: value["milestones"].pop())
    folder.change("cap/links.json", lambda value: value.remove(link_of(value, "HOU-20")))
    again = load_again(folder.path).total
    assert (again.created, again.changed) == (0, 0)
    housing.refresh_from_db()
    assert housing.rdl == rdl
    assert Milestone.objects.count() == 187


def test_a_workstream_added_in_the_middle_clashes_with_none(loaded, folder):
    first = Workstream.objects.filter(programme__ref="HOU").first()
    folder.change(HOU, lambda value: value["workstreams"].insert(0, "Heat networks"))
    assert load_again(folder.path).total.created == 1
    assert load_again(folder.path).total.created == 0
    added = Workstream.objects.filter(programme__ref="HOU").last()
    assert (added.name, first.number) == ("Heat networks", 1)


def test_outcomes_of_a_kpi_are_set_only_where_they_differ(loaded, folder):
    name = "Delivery of agreed savings"
    folder.change("irp/kpis.json", lambda value: value[0].update(outcomes=[name]))
    again = load_again(folder.path)
    assert again.tallies["outcomes of indicators"].changed == again.total.changed == 1
    assert [outcome.name for outcome in Indicator.objects.get(ref="KPI-1-01").outcomes.all()] == [
        name
    ]


def test_rule_18_words_that_an_approved_change_gave_stay(loaded, folder):
    row = Milestone.objects.get(ref="HOU-01")
    words = {"reason_code": "other", "reason": "Plainer", "state": "approved"}
    asked = ChangeRequest(ref="HOU-CR-01", programme=row.programme, number=1, **words)
    record(asked, by="CPMO", at=AGAIN_AT)
    reworded = {"request": asked, "number": 1, "part": 1, "kind": "wording", "milestone": row}
    enact(ChangeRow, by="CPMO", at=AGAIN_AT, **reworded)
    row.title = "Plainer words"
    record(row, by="CPMO", at=AGAIN_AT, reason="HOU-CR-01")
    assert load_again(folder.path).total.changed == 0
    assert Milestone.objects.get(ref="HOU-01").title == "Plainer words"


def test_rule_18d_a_milestone_that_another_programme_took_stays_there(loaded, folder):
    found = {row.ref: row for row in Programme.objects.filter(ref__in=["HOU", "CON"])}
    row = Milestone.objects.get(ref="HOU-02")
    cpmo = User(email="cpmo@council.example", name="CPMO")
    record(cpmo, by="Loader", at=AGAIN_AT)
    post = Post(title="Head of CPMO", kind="cpmo")
    record(post, by="Loader", at=AGAIN_AT)
    held = PostHolding(user=cpmo, post=post, starts_on=AGAIN_AT.date())
    record(held, by="Loader", at=AGAIN_AT)
    decision = CitedDecision(
        decided_by="Cabinet", decided_on=AGAIN_AT.date(), minute="7.2", reason="One team"
    )
    move_rows([row], found["HOU"], found["CON"], decision, by=cpmo, at=AGAIN_AT)
    number = Milestone.objects.get(ref="HOU-02").number
    folder.change(HOU, lambda value: value["milestones"][1].update(title="Newly worded"))
    assert load_again(folder.path).total.changed == 1
    row = Milestone.objects.select_related("programme").get(ref="HOU-02")
    assert (row.programme.ref, row.number, row.workstream) == ("CON", number, None)
    assert row.title == "Newly worded"
    assert load_again(folder.path).total.changed == 0


def test_rule_9_a_changed_published_date_is_refused_and_nothing_loaded(loaded, folder):
    def move(value):
        value["milestones"][0].update(end="Dec 2030", title="Another title")
        value["milestones"][1].update(start="TBC")

    stands = [Baseline.objects.get(milestone__ref=ref) for ref in ("HOU-01", "HOU-02")]
    folder.change(HOU, move)
    before = kept_rows()
    with pytest.raises(PlanRefused) as refused:
        load_again(folder.path)
    first, second = map(str, refused.value.faults)
    assert first == (
        f'{HOU}: HOU-01: "end" is "Dec 2030", but baseline B0 was published as '
        f'"{stands[0].end_raw}" and cannot change here: type "{stands[0].end_raw}", and ask for '
        "the new date on the page /changes/start/HOU?rows=HOU-01"
    )
    assert second.startswith(f'{HOU}: HOU-02: "start" is "TBC"')
    assert kept_rows() == before
    assert Milestone.objects.get(ref="HOU-01").title != "Another title"


def test_a_name_that_belongs_to_another_row_is_a_fault_and_nothing_is_loaded(loaded, folder):
    housing = Programme.objects.get(ref="HOU")
    housing.name = "Street Scene"
    record(housing, by="Administrator", at=AGAIN_AT)
    folder.change("irp/aims.json", lambda value: value[0].update(name="Another name"))
    folder.change("irp/programmes/14-STR.json", lambda value: value.update(name="Street Scene"))
    with pytest.raises(PlanRefused, match=r"14-STR\.json: among its programmes a name"):
        load_again(folder.path)
    assert not Aim.objects.filter(name="Another name").exists()


def test_the_command_prints_counts_and_loads_the_fixtures_by_default(loaded):
    out = StringIO()
    call_command("load_plan", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["created", "changed", "unchanged"]
    assert "milestones                        0        0        187" in lines
    assert lines[-1].split() == ["all", "0", "0", "1166"]


def test_the_command_names_every_fault_and_loads_nothing(db, folder):
    folder.change(HOU, lambda value: value["milestones"][0].update(end="soon", sao="Nobody"))
    (folder.path / "cap/tests.json").unlink()
    before = kept_rows()
    with pytest.raises(CommandError) as refused:
        call_command("load_plan", folder=folder.path)
    lines = str(refused.value).splitlines()
    assert lines[0] == "Nothing was loaded: 3 faults."
    assert [line.split(": ")[0] for line in lines[1:]] == ["cap/tests.json", HOU, HOU]
    assert refused.value.returncode == 1
    assert kept_rows() == before


def test_a_load_that_breaks_half_way_loads_nothing(db, monkeypatch):
    def fail(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("exchange.actions.plan_loading.load_assurance_plan", fail)
    before = kept_rows()
    with pytest.raises(RuntimeError):
        load_again()
    assert kept_rows() == before


LIMITS = {
    irp_records.PostRecord: Post,
    irp_records.AimRecord: Aim,
    irp_records.OutcomeRecord: Outcome,
    irp_records.BoardRecord: Board,
    irp_records.ErratumRecord: Erratum,
    irp_records.ProgrammeRecord: Programme,
    irp_records.NoteRecord: apps.get_model("programmes", "ProgrammeNote"),
    irp_records.MilestoneRecord: Milestone,
    irp_records.SavingRecord: Saving,
    irp_records.PlanFigureRecord: PlanFigure,
    irp_records.IndicatorRecord: Indicator,
    irp_records.RecommendationRecord: Recommendation,
    irp_records.RiskRecord: Risk,
    irp_records.DependencyRecord: Dependency,
    cap_records.AssuranceTestRecord: apps.get_model("assurance", "AssuranceTest"),
    cap_records.QuestionRecord: apps.get_model("assurance", "ContextualQuestion"),
    cap_records.TimelineRecord: TimelineEntry,
    cap_records.PriorityOutcomeRecord: apps.get_model("assurance", "PriorityOutcome"),
    cap_records.ConcernRecord: Concern,
    cap_records.RequirementRecord: Requirement,
    cap_records.LinkRecord: DeliveryLink,
    shared_records.StatementRecord: Statement,
}


def test_rule_28_links_are_proposals_that_nobody_confirmed_and_stay_as_people_left_them(loaded):
    """The finding about outcomes 7 and 10 is worked out of them; an ended one is not made anew."""
    rows = DeliveryLink.objects.filter(proposed_by=None, confirmed_by=None, state="proposed")
    assert rows.count() == DeliveryLink.objects.count() == 109
    assert not rows.filter(source_document="").exists()
    lines = coverage(Now(AGAIN_AT))
    assert count_covers(lines) == {Cover.NONE: 35, Cover.PROPOSED: 55, Cover.CONFIRMED: 0}
    assert finding(lines).outcomes == (7, 10)
    row = rows.get(number=5)
    row.state, row.ended_reason, row.ended_name, row.ended_at = "ended", "No.", "Ada", AGAIN_AT
    record(row, by="Ada", at=AGAIN_AT)
    load_again()
    assert rows.count() == 108 and DeliveryLink.objects.count() == 109


@pytest.mark.parametrize("record_type", LIMITS, ids=lambda record_type: record_type.__name__)
def test_longest_texts_of_files_and_columns_are_the_same(record_type):
    """A text that the reader lets through fits its column (DESIGN 4a.3)."""
    columns = {column.name: column for column in LIMITS[record_type]._meta.concrete_fields}
    columns |= {"raw": columns.get("dates_as_written")}
    compared = 0
    for name, hint in get_type_hints(record_type, include_extras=True).items():
        [kind] = getattr(hint, "__metadata__", (None,))
        column = columns.get(name)
        if isinstance(kind, Text) and column is not None and column.max_length:
            assert kind.longest == column.max_length, name
            compared += 1
    assert compared >= 2


def commissioner():
    user = record(User(name="Ada", email="ada@council.example"), by="test", at=AGAIN_AT)
    post = record(Post(title="Commissioner", kind="commissioner"), by="test", at=AGAIN_AT)
    holding = PostHolding(user=user, post=post, starts_on=date(2024, 1, 1))
    record(holding, by="test", at=AGAIN_AT)
    return User.objects.get(pk=user.pk)


def test_rule_18_a_later_load_leaves_what_commissioners_amended(loaded):
    """The words and the date that they agreed stand; what they left alone follows the file."""
    agreement = Agreed(agreed_by="All", reason="Agreed.", by=commissioner(), at=AGAIN_AT)
    row = Requirement.objects.get(ref="PO8-T1-2")
    reword(
        row,
        Worded(title="Other words", considerations=[]),
        version=row.version,
        agreement=agreement,
    )
    gate = Gate.objects.get(requirement=row, number=1)
    due = parse_plan_date("Q2 2027", quarters=QuarterConvention.CALENDAR)
    agree_date(gate, due, version=gate.version, agreement=agreement)
    load_again()
    requirement = Requirement.objects.get(ref="PO8-T1-2")
    assert (requirement.title, requirement.considerations) == ("Other words", [])
    assert Gate.objects.get(pk=gate.pk).due.latest == date(2027, 6, 30)


def test_committees_take_the_programmes_that_the_plan_names_and_what_the_council_said_stays(loaded):
    """IRP section 5, Elected Member Oversight."""
    found = committees(Now(AGAIN_AT))
    lines = committee_lines(found, on=AGAIN_AT.date())
    assert {line.facts.name: line.refs for line in lines if line.takes_programmes} == {
        "Education, Children & Young People OSC": ("CHI",),
        "Homes OSC": ("HOU",),
        "Finance & Resources OSC": ("JOB", "ORA"),
        "O&S Budget task and finish group": ("SAV",),
        "Economy and Skills O&S Committee": (),
    }
    assert len(unnamed(lines, found)) == 11
    [of_homes] = next(line for line in lines if line.facts.name == "Homes OSC").taken
    assert of_homes.remit.words == "Housing Regulatory Compliance"
    assert of_homes.remit.source == "IRP, Section 5, Elected Member Oversight"
    [row] = CommitteeRemit.objects.filter(programme__ref="HOU")
    remit = {"from_on": AGAIN_AT.date(), "reason": "Moved"}
    remit |= {"board": row.board, "programme": row.programme, "number": 2, "takes": False}
    enact(CommitteeRemit, by="test", at=AGAIN_AT, **remit)
    assert load_again().total.created == 0
    assert CommitteeRemit.objects.filter(programme__ref="HOU").count() == 2
