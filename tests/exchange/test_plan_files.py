"""The plan's files: the real ones are whole, and every fault of a broken one is named."""

from datetime import date
from pathlib import Path

import pytest

from exchange.rules.cap_records import GateRecord
from exchange.rules.faults import PlanRefused
from exchange.rules.gate_dates import gate_date
from exchange.rules.plan_files import read_plan
from irp.rules.plan_dates import Precision, QuarterConvention
from tests.exchange.conftest import FIXTURES

HOU, PO4 = "irp/programmes/15-HOU.json", "cap/outcomes/04.json"


def faults(folder) -> list[str]:
    with pytest.raises(PlanRefused) as refused:
        read_plan(folder.path)
    return [str(fault) for fault in refused.value.faults]


def test_the_real_plan_is_whole():
    """DOMAIN section 2: the counts that the documents give."""
    plan = read_plan(FIXTURES)
    assert [len(aim.outcomes) for aim in plan.aims] == [7, 8, 4]
    assert [programme.number for programme in plan.programmes] == list(range(1, 17))
    by_aim = [sum(programme.aim == aim for programme in plan.programmes) for aim in (1, 2, 3)]
    assert by_aim == [4, 8, 4]
    assert sum(len(programme.milestones) for programme in plan.programmes) == 187
    assert (len(plan.savings), len(plan.receipts)) == (12, 5)
    bodies = [recommendation.source_body for recommendation in plan.recommendations]
    assert (bodies.count("auditor"), bodies.count("cfgs")) == (12, 13)
    assert (len(plan.risks), len(plan.dependencies)) == (8, 6)
    by_outcome = [len(outcome.requirements) for outcome in plan.priority_outcomes]
    assert by_outcome == [12, 12, 12, 11, 10, 4, 9, 10, 5, 5]
    tests = [row.test for outcome in plan.priority_outcomes for row in outcome.requirements]
    assert [tests.count(test) for test in (1, 2, 3)] == [40, 29, 21]
    assert sum(len(outcome.concerns) for outcome in plan.priority_outcomes) == 27


def row(value, number=0):
    return value["milestones"][number]


ONE_FAULT = [
    (
        "a link to what no file has",
        "cap/links.json",
        lambda v: v[0].update(ref="HOU-99", kind="milestone"),
        'cap/links.json: PO1-T1-2 HOU-99: "ref" is "HOU-99": type a milestone of the plan',
    ),
    (
        "a link that is there twice",
        "cap/links.json",
        lambda v: v.append(v[0]),
        "cap/links.json: PO1-T1-2 PPR: it appears twice: take one out",
    ),
    (
        "a missing key",
        HOU,
        lambda v: row(v).pop("end"),
        f'{HOU}: HOU-01: "end" is missing: type the date as printed, in quotation marks, '
        'such as "Jun 2024", "TBC" or "Monthly"',
    ),
    (
        "an unknown key",
        HOU,
        lambda v: row(v).update(owner="x"),
        f'{HOU}: HOU-01: the key "owner" is not known: take it out; known are source, erratum, '
        "ref, title, workstream, start, end, sao, lead_member, details, note",
    ),
    (
        "a number as text",
        HOU,
        lambda v: v.update(aim="3"),
        f'{HOU}: "aim" is "3": type a whole number from 1 to 99, without quotation marks',
    ),
    (
        "true for a number",
        "irp/risks.json",
        lambda v: v[1].update(number=True),
        'irp/risks.json: Organisational Delivery Capacity: "number" is True: type a whole number '
        "from 1 to 999, without quotation marks",
    ),
    (
        "a list that is none",
        HOU,
        lambda v: v.update(workstreams="Repairs"),
        f'{HOU}: "workstreams" is "Repairs": type a list in [ ]',
    ),
    (
        "a record that is none",
        "irp/risks.json",
        lambda v: v.append("Flood"),
        'irp/risks.json: record 9: is "Flood": type a record in { }',
    ),
    (
        "an unreadable date",
        HOU,
        lambda v: row(v).update(end="Juni 2024"),
        f'{HOU}: HOU-01: "end" is "Juni 2024", which cannot be read. Enter a date such as '
        "30 June 2026, Jun 2026, Q3 2026 or 2026/27",
    ),
    (
        "a gate's unreadable date",
        PO4,
        lambda v: v["requirements"][0]["gates"][1].update(date="Q5 2026"),
        f'{PO4}: PO4-T1-1: "gates[2].date" is "Q5 2026", which cannot be read. Enter a date such '
        "as 30 June 2026, Jun 2026, Q3 2026 or 2026/27",
    ),
    (
        "a text too long",
        HOU,
        lambda v: row(v).update(title="x" * 601),
        f'{HOU}: HOU-01: "title" has 601 characters: shorten it to at most 600',
    ),
    (
        "a blank title",
        HOU,
        lambda v: row(v).update(title=" "),
        f'{HOU}: HOU-01: "title" is blank: type text in quotation marks, at most 600 characters',
    ),
    (
        "half a character",
        "irp/risks.json",
        lambda v: v[0].update(description="a\x00b"),
        'irp/risks.json: Size, Scale and Pace of Change: "description" has the character U+0000: '
        "take it out",
    ),
    (
        "an unknown post",
        HOU,
        lambda v: row(v).update(sao="Head of Nothing"),
        f'{HOU}: HOU-01: "sao" is "Head of Nothing", no known post: type a title from '
        "irp/posts.json",
    ),
    (
        "an alias for a post",
        HOU,
        lambda v: row(v).update(sao="Strategic Director for City Operations"),
        f'{HOU}: HOU-01: "sao" is "Strategic Director for City Operations", no known post: type '
        '"Strategic Director of City Operations"',
    ),
    (
        "a member as officer",
        HOU,
        lambda v: row(v).update(sao="Leader of the Council"),
        f'{HOU}: HOU-01: "sao" is "Leader of the Council", whose kind is lead_member: type a post '
        "of the kind sao",
    ),
    (
        "an unknown workstream",
        HOU,
        lambda v: row(v).update(workstream="Gardens"),
        f'{HOU}: HOU-01: "workstream" is "Gardens": type one of the programme\'s own',
    ),
    (
        "an unknown aim",
        HOU,
        lambda v: v.update(aim=4),
        f'{HOU}: "aim" is 4: type the number of an aim in aims.json',
    ),
    (
        "a doubled reference",
        HOU,
        lambda v: row(v, 1).update(ref="HOU-01"),
        f"{HOU}: HOU-01: the ref appears twice: type another or take one out",
    ),
    (
        "a lost row",
        HOU,
        lambda v: v["milestones"].pop(4),
        f"{HOU}: HOU-06: the ref of record 5 should be HOU-05: add the row that is missing, or "
        "type the next in sequence",
    ),
    (
        "a file under another name",
        HOU,
        lambda v: v.update(number=17),
        f'{HOU}: its number and ref ask for the name "17-HOU.json": rename it, or correct them',
    ),
    (
        "an unknown outcome",
        "irp/kpis.json",
        lambda v: v[0].update(outcomes=["A rich budget"]),
        'irp/kpis.json: KPI-1-01: "outcomes" names "A rich budget": type the name as it is in '
        "aims.json",
    ),
    (
        "an amount with commas",
        "irp/receipts.json",
        lambda v: v[0].update(amount="15,000,000"),
        'irp/receipts.json: AST-04: "amount" is "15,000,000": type pounds in quotation marks, '
        'above 0 and without commas, such as "15000000"',
    ),
    (
        "a float for an amount",
        "irp/receipts.json",
        lambda v: v[0].update(amount=1.5e7),
        'irp/receipts.json: AST-04: "amount" is 15000000.0: type pounds in quotation marks, '
        'above 0 and without commas, such as "15000000"',
    ),
    (
        "a target with its unit",
        "irp/kpis.json",
        lambda v: v[1]["targets"][0].update(value="£15m"),
        'irp/kpis.json: KPI-1-02: "targets[1].value" is "£15m": type a number in quotation marks, '
        'without commas and unit, such as "99.5"',
    ),
    (
        "a target from a quarter",
        "irp/kpis.json",
        lambda v: v[1]["targets"][0].update(from_month="Q1 2024/25"),
        'irp/kpis.json: KPI-1-02: "targets[1].from_month" is "Q1 2024/25": type a month in '
        'quotation marks, such as "Mar 2024"',
    ),
    (
        "a saving of no milestone",
        "irp/savings.json",
        lambda v: v[0].update(milestone="SAV-99"),
        'irp/savings.json: SAV-S01: "milestone" is "SAV-99": type the ref of a milestone',
    ),
    (
        "a circle of boards",
        "irp/boards.json",
        lambda v: v[2].update(reports_to="IRB"),
        'irp/boards.json: Improvement and Recovery Board: "reports_to" leads back to it: type '
        "another",
    ),
    (
        "a board that is none",
        "irp/boards.json",
        lambda v: v[1].update(reports_to="IRP"),
        'irp/boards.json: Transformation and Improvement Board: "reports_to" is "IRP": type the '
        "abbreviation or name of a board in irp/boards.json",
    ),
    (
        "a strand that is none",
        PO4,
        lambda v: v["requirements"][0].update(strand="c"),
        f'{PO4}: PO4-T1-1: "strand" is "c": type "a" or "b"',
    ),
    (
        "a test that is none",
        "cap/outcomes/10.json",
        lambda v: v["requirements"].append(
            {**v["requirements"][0], "ref": "PO10-T4-1", "test": 4, "number": 1}
        ),
        'cap/outcomes/10.json: PO10-T4-1: "test" is 4: type one of tests.json',
    ),
    (
        "no gate at all",
        PO4,
        lambda v: v["requirements"][0].update(gates=[]),
        f'{PO4}: PO4-T1-1: "gates" is empty: type at least one gate (Rule 12)',
    ),
    (
        "an unknown purpose of a gate",
        PO4,
        lambda v: v["requirements"][0]["gates"][0].update(purpose="end"),
        f'{PO4}: PO4-T1-1: "gates[1].purpose" is "end": type "begin" or "completion" or '
        '"assurance" or "sustained" or "review"',
    ),
    (
        "a source without its document",
        "cap/questions.json",
        lambda v: v[0]["source"].update(document="LGA"),
        'cap/questions.json: Council\'s Own Self-Reflection: "source.document" is "LGA": type '
        '"IRP" or "CAP"',
    ),
    (
        "a statement in the other plan's file",
        "cap/statements.json",
        lambda v: v[0]["source"].update(document="IRP"),
        'cap/statements.json: 1: "source.document" is "IRP" in a file of the CAP: type "CAP"',
    ),
    (
        "a lost statement",
        "irp/statements.json",
        lambda v: v.pop(2),
        "irp/statements.json: 4: the number of record 3 should be 3: add the row that is missing, "
        "or type the next in sequence",
    ),
    (
        "a recommendation numbered twice",
        "irp/recommendations.json",
        lambda v: v[1].update(number=1),
        "irp/recommendations.json: auditor 1: the number appears twice: type another or take one "
        "out",
    ),
]


@pytest.mark.parametrize(
    ("file", "change", "expected"), [case[1:] for case in ONE_FAULT], ids=[c[0] for c in ONE_FAULT]
)
def test_a_fault_is_named_with_what_to_type(folder, file, change, expected):
    """Issue part C: a broken file is refused with its fault named, once and without echoes."""
    folder.change(file, change)
    found = faults(folder)
    assert expected in found
    # A renumbered programme also leaves its old number free; everything else is one fault.
    assert len(found) == (2 if "17-HOU" in expected else 1), found


def test_every_fault_of_every_file_is_named_at_once(folder):
    folder.change(HOU, lambda v: row(v).update(end="soon", sao="Nobody", extra=1))
    folder.change("irp/risks.json", lambda v: v[0].pop("title"))
    folder.change(PO4, lambda v: v["concerns"][0].update(summary=""))
    (folder.path / "cap/tests.json").unlink()
    (folder.path / "irp/aims.json").write_text("[{]", encoding="utf-8")
    found = faults(folder)
    for beginning in (
        "cap/outcomes/04.json: PO4-C1: ",
        "cap/tests.json: the file is missing",
        "irp/aims.json: line 1, column 3: ",
        f'{HOU}: HOU-01: "end" is "soon"',
        f'{HOU}: HOU-01: "sao" is "Nobody"',
        f'{HOU}: HOU-01: the key "extra"',
        'irp/risks.json: 1: "title" is missing',
    ):
        assert [fault for fault in found if fault.startswith(beginning)], beginning
    assert len(found) == 7, found
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (b'[{"number": 1,,}]', "line 1, column 15: Expecting property name"),
        (b"", "line 1, column 1: Expecting value"),
        (b'["\xe9"]', "byte 3 is not UTF-8: save the file as UTF-8"),
        (b'[{"number": 1, "number": 2}]', 'the key "number" appears twice in one record'),
        (b'[{"number": NaN}]', "NaN is no figure: correct the JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[" + b"9" * 5000 + b"]", "correct the JSON"),
        (b"{}", "is {}: type a list in [ ]"),
        (b"null", "is None: type a list in [ ]"),
    ],
)
def test_a_file_that_is_not_the_json_it_should_be(folder, text, what):
    (folder.path / "irp/risks.json").write_bytes(text)
    [only] = faults(folder)
    assert only.startswith("irp/risks.json: ")
    assert what in only


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(PlanRefused, match="there is no such folder"):
        read_plan(tmp_path / "nowhere")


def test_an_empty_folder_names_every_file_that_is_missing(tmp_path):
    with pytest.raises(PlanRefused) as refused:
        read_plan(tmp_path)
    assert len(refused.value.faults) == 19
    files = {Path(fault.file).name for fault in refused.value.faults}
    assert {"posts.json", "programmes", "outcomes", "timeline.json"} <= files


def test_a_file_that_is_none_of_the_plans_is_named(folder):
    (folder.path / "irp/risk.json").write_text("[]", encoding="utf-8")
    assert faults(folder) == [
        "irp/risk.json: this is not one of the plan's files: rename it or take it away"
    ]


@pytest.mark.parametrize(
    ("raw", "day", "ongoing", "precision", "latest"),
    [
        ("Q3 2026", "Q3 2026", False, Precision.QUARTER, date(2026, 9, 30)),
        ("Q4 2027 and ongoing", "Q4 2027", True, Precision.QUARTER, date(2027, 12, 31)),
        ("ongoing sustained evidence", "", True, Precision.ONGOING, None),
        ("To be agreed", "", False, Precision.TBC, None),
        ("Dispute resolution when possible", "", False, Precision.CONDITIONAL, None),
        ("Q3 2026", "", False, Precision.UNDATED, None),
        ("at the Council's choice", "", False, Precision.UNDATED, None),
    ],
)
def test_rule_12_a_gate_without_a_day_keeps_why(raw, day, ongoing, precision, latest):
    gate = GateRecord(purpose="assurance", raw=raw, date=day, ongoing=ongoing)
    due = gate_date(gate, quarters=QuarterConvention.CALENDAR)
    assert (due.precision, due.latest) == (precision, latest)
