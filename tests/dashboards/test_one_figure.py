"""Every figure once (DESIGN 2a): page, file, pack and home say one number of a frozen month."""

import csv
import re
from collections import Counter
from datetime import date, timedelta

import pytest
import time_machine
from django.utils.html import strip_tags

from assurance.words import Judgement
from packs import html
from packs.context import Edition, compose
from packs.snapshot import opened
from programmes.words import Delivery
from tests.assurance import shelf
from tests.dashboards import frozen_month, months
from tests.programmes import saving_steps
from tests.world import NOW

pytestmark = pytest.mark.django_db

MONTH = "?month=2026-10"
FIGURES = {
    "milestones": 12, "done": 1, "done late": 1, "late": 3, "late against B0": 3, "due": 6,
    "to be confirmed": 1, "returns": 2, "signed": 1, "red": 1, "not reported": 1,
    "on target": 1, "within tolerance": 1, "off target": 2, "unread": 1, "with target": 5,
    "promised": 7_000_000, "validated": 1_250_000, "delivered": 3_000_000, "forecast": 4_500_000,
    "gap": 2_500_000, "met": 2, "requirements": 13, "not met": 2, "not assessed": 9, "passed": 3,
    "tests met": 1, "tests": 3, "met by council": 2,
    "council higher": 1, "not since": 1, "still to come": 2,
}  # fmt: skip
# What each place says of it, in words that the number stands in; a home shows a part alone.
PHRASES = {
    "/milestones": (
        "Late {late}", "Late against original dates {late against B0}", "Due in 90 days {due}",
        "Date to be confirmed {to be confirmed}", "Done {done}", "Done late {done late}",
        "{milestones} of {milestones} milestones, October 2026 as frozen",
    ),
    "/portfolio": (
        "Not reported {not reported} of {returns}", "Red {red} of {returns}",
        "Late milestones {late}", "Late against original dates {late against B0}",
        "Due in 90 days {due}", "Returns signed {signed} of {returns}",
    ),
    "/kpis": (
        "Off target {off target} of 6", "No readings yet {unread} of 6",
        "With a target {with target} of 6",
    ),
    "/kpis/scorecard": (
        "On target {on target} of 6", "Within tolerance {within tolerance}",
        "Off target {off target}", "No readings yet {unread}",
    ),
    "/savings": (
        "{validated} validated of {promised} promised for 2026/27.", "Delivered{delivered}",
        "Total forecast{forecast}", "Forecast gap to the target{gap}",
    ),
    "/money": (
        "{validated} validated of {promised} promised for 2026/27.",
        "{promised} {validated} £0 {forecast} {gap}",
    ),
    "/outcomes": (
        "Commissioners: {met} of {requirements} met;",
        "Commissioners {met} of {requirements} met, {not met} not met, {not assessed} not assessed",
        "Council {met by council} of {requirements} met,",
        "{passed} assurance dates passed: {passed} of {requirements} requirements,",
        "Not true: {tests met} of {tests} met",
    ),
    "/divergence": (
        "Council more confident: {council higher}.",
        "Not looked at by commissioners since the council’s newest assessment: {not since}.",
    ),
    "/step-down": ("a not true: {tests met} of {tests} met;",),
}  # fmt: skip
PACK = (
    "{signed} of {returns} signed by their SAOs. {not reported} not reported.",
    "SAO: ▨ Not reported {not reported} · ■ Red {red} ·",
    "{late} late, {due} due in the next 90 days, {done} of {milestones} done ({done late} of them "
    "late), {to be confirmed} with a date to be confirmed.",
    "{late} late against current dates, {late against B0} against original dates.",
    "Off target: {off target} of {with target} indicators with a target",
    "Without a reading: {unread} of 6.",
    "Savings: {validated} validated of {promised} promised for 2026/27.",
    "{promised} {validated} £0 {delivered} {forecast} {gap}",
    "Commissioners: {met} of {requirements} met, {not met} not met, {not assessed} not assessed.",
    "Council: {met by council} of {requirements} met,",
    "{passed} requirements with a date passed, not yet assured",
    "{still to come} have a date still to come by",
    "(a) not true: {tests met} of {tests} met;",
    "more confident than commissioners about {council higher} requirements",
    "{not since} differ that commissioners have not looked at since",
)
HOMES = {
    "committee": (
        "Not reported {not reported} of {returns}", "Red {red} of {returns}",
        "Late milestones {late}", "Due in 90 days {due}",
    ),
    "finance_validator": ("Late milestones {late}",),
    "sao": ("Late milestones {late}", "Due in 90 days {due}"),
    "commissioner": (
        "Commissioners: {met} of {requirements} met;",
        "Not true: {tests met} of {tests} met", "A date passed, not yet assured {passed} of "
        "{requirements}", "Due in the next two quarters {still to come}",
    ),
}  # fmt: skip
POUNDS = ("promised", "validated", "delivered", "forecast", "gap")
SAID = {name: f"£{n:,}" if name in POUNDS else str(n) for name, n in FIGURES.items()}


def text(markup: str) -> str:
    """Return what a page or pack says, without its drawings."""
    shown = re.sub(r"<(script|style|svg)\b.*?</\1>", "", markup, flags=re.DOTALL)
    return re.sub(r"\s+", " ", strip_tags(shown[shown.find("<body") :])).replace("&#39;", "'")


def expected(phrases) -> list[str]:
    """Return the phrases with their numbers in them."""
    return [re.sub(r"\{([^}]+)\}", lambda found: SAID[found[1]], phrase) for phrase in phrases]


def missing(shown: str, phrases) -> list[str]:
    """Return the phrases that are not said, as whole numbers."""
    return [
        phrase
        for phrase in expected(phrases)
        if not re.search(rf"(?<!\d){re.escape(phrase)}(?!\d)", shown)
    ]


def rows(client, path) -> list[dict[str, str]]:
    """Return the rows of a CSV file of the frozen month."""
    answer = client.get(f"{path}{MONTH}")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.DictReader(body.decode("utf-8-sig").splitlines()))


def in_files(client) -> dict[str, int]:
    """Return the figures as a reader of the files adds them up."""
    milestones, programmes = rows(client, "/milestones.csv"), rows(client, "/portfolio.csv")
    status = Counter(row["Status"] for row in milestones)
    indicators = Counter(row["Status"] for row in rows(client, "/kpis.csv"))
    targets = [row for row in rows(client, "/kpis.csv") if row["Target"]]
    (whole,) = [row for row in rows(client, "/kpis/scorecard.csv")
                if row["Outcome"] == "The whole aim"]  # fmt: skip
    (year,) = rows(client, "/money.csv")
    requirements, cells = rows(client, "/requirements.csv"), rows(client, "/outcomes.csv")
    judged = Counter(row["Commissioner judgement"] for row in requirements)
    differ = Counter(
        "not since" if row["Commissioners have looked since"] != "Yes"
        else row["Who is more confident"]
        for row in rows(client, "/divergence.csv")
    )  # fmt: skip
    clause_a = {
        row["Outcome"]: row["Holds"] for row in rows(client, "/step-down.csv")
        if row["Clause"] == "a"
    }  # fmt: skip
    assert int(whole["On target"]) == indicators["On target"]
    assert int(whole["Off target"]) == indicators["Off target"]
    assert status["Late"] == sum(int(row["Late"]) for row in programmes)
    assert sum(int(row["Commissioners: met"]) for row in cells) == judged["Met"]
    return {
        "milestones": len(milestones),
        "done": status["Done"],
        "done late": sum(row["Status"] == "Done" and int(row["Days late"]) > 0
                         for row in milestones),
        "late": status["Late"],
        "late against B0": sum(int(row["Late against original dates"]) for row in programmes),
        "due": status["Due in 90 days"],
        "to be confirmed": status["Date to be confirmed"],
        "returns": len(programmes),
        "signed": sum(row["Return"] in ("Signed", "Assured") for row in programmes),
        "red": sum(row["SAO rating"] == "Red" for row in programmes),
        "not reported": sum(row["SAO rating"] == "Not reported" for row in programmes),
        "on target": indicators["On target"],
        "within tolerance": indicators["Within tolerance"],
        "off target": indicators["Off target"],
        "unread": int(whole["No readings yet"]),
        "with target": len(targets),
        "promised": float(year["Target"]),
        "validated": float(year["Validated, counted"]),
        "delivered": float(year["Delivered"]),
        "forecast": float(year["Forecast"]),
        "gap": float(year["Forecast gap"]),
        "met": judged["Met"],
        "requirements": len(requirements),
        "not met": judged["Not met"],
        "not assessed": judged["Not assessed"],
        "passed": sum(bool(row["Dates passed, not yet assured"]) for row in requirements),
        "still to come": sum("Q2 2027" in row["Next date"] for row in requirements),
        "council higher": differ["Council more confident"],
        "not since": differ["not since"],
        "tests met": sum(holds == "Yes" for holds in clause_a.values()),
        "tests": len(clause_a),
        "met by council": sum(row["Council self-assessment"] == "Met" for row in requirements),
    }  # fmt: skip


def packs_of(snapshot) -> dict[str, str]:
    """Return what each board's pack of a snapshot says."""
    plan = opened(snapshot.body).plan
    return {
        forum: text(html.render(compose(
            plan, Edition(forum=forum, number=1, standing="draft"), sha256=snapshot.sha256,
            before=None,
        )))
        for forum in ("tib", "irb")
    }  # fmt: skip


def live_on(world):
    """Let November change every one of the figures."""
    later = NOW + timedelta(hours=3)
    months.open_november(world)
    world.report("HOU-04", delivery=Delivery.COMPLETE, actual_on=date(2026, 11, 8), reason="Built.",
                 at=later)  # fmt: skip
    shelf.judge(world, Judgement.MET, at=later)
    row = saving_steps.Saving.objects.get(ref="SAV-S01")
    saving_steps.enter(world, row, 4_000_000, at=later)
    frozen_month.read_better(world, at=later)
    return later + timedelta(minutes=5)


def test_page_file_pack_and_home_say_one_number_of_a_frozen_month(world, sign_in):
    snapshot = frozen_month.make(world)
    reader = sign_in("committee")
    with time_machine.travel(frozen_month.AFTER_FREEZE, tick=False):
        for path, phrases in PHRASES.items():
            assert missing(text(reader.get(f"{path}{MONTH}").content.decode()), phrases) == [], path
        assert in_files(reader) == FIGURES
        for name, phrases in HOMES.items():
            assert missing(text(sign_in(name).get("/").content.decode()), phrases) == [], name
        period = text(sign_in("cpmo").get("/periods/2026-10").content.decode())
        listed = text(reader.get("/periods").content.decode())
    assert missing(listed, ("October 2026 Frozen {signed} of {returns}",)) == []
    assert missing(period, ("Signed {signed} of {returns}", "Not reported {not reported}")) == []
    for forum, pack in packs_of(snapshot).items():
        assert missing(pack, PACK) == [], forum


def test_they_go_on_saying_it_whatever_the_next_month_does(world, sign_in):
    """Rule 16: what is later belongs to the next month, on the page and in the file too."""
    snapshot = frozen_month.make(world)
    reader = sign_in("committee")
    with time_machine.travel(live_on(world), tick=False):
        for path, phrases in PHRASES.items():
            assert missing(text(reader.get(f"{path}{MONTH}").content.decode()), phrases) == [], path
        assert in_files(reader) == FIGURES
        now = text(reader.get("/money").content.decode())
        assert missing(now, PHRASES["/money"]) and "£4,000,000" in now
    for forum, pack in packs_of(snapshot).items():
        assert missing(pack, PACK) == [], forum
