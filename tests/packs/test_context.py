"""Stage 2: snapshot in, frozen dataclasses out; the rules of what is printed."""

import dataclasses
import re
from datetime import date, timedelta

import pytest

from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from packs import html
from packs.contents import CONTENTS
from packs.context import Edition
from packs.context.frame import Calendar
from packs.context.linked import delivery_of
from packs.context.outcomes import outcome_pages
from tests.packs import made_up

LOADED_AT = "2024-03-01T00:00:00Z"
TIB = Edition(forum="tib", number=1, standing="draft")
EDITION = Edition(forum="irb", number=3, standing="final", supersedes="version 2")


def composed(body, edition=EDITION):
    return made_up.composed(body, edition, last=made_up.before())


def calendar_of(body):
    return Calendar.of(made_up.facts_of(body))


def outcomes_of(body):
    plan = made_up.facts_of(body)
    calendar = Calendar.of(plan)
    return outcome_pages(plan, calendar, delivery_of(plan, (), calendar))


def milestone(body, **changes):
    """Return the printed row of a dated milestone, June 2026 at first, with changes."""
    dates = {
        name: parse_plan_date(raw, quarters=QuarterConvention.FINANCIAL).as_json()
        for name, raw in {
            "b0": changes.pop("b0", "Jun 2026"),
            "now": changes.pop("now", "Jun 2026"),
            "forecast": changes.pop("forecast", "Dec 2026"),
        }.items()
    }
    start = parse_plan_date("Jan 2026", quarters=QuarterConvention.FINANCIAL).as_json()
    row = body["programmes"][0]["milestones"][0]
    row["kind"] = changes.pop("kind", "dated")
    b0 = {"number": 0, "start": start, "end": dates["b0"], "reason": "", "at": LOADED_AT}
    later = [b0 | {"number": 1, "end": dates["now"]}] if dates["b0"] != dates["now"] else []
    row["baselines"] = [b0, *later]
    row["reports"] = [
        {
            "month": "2026-10-01", "delivery": "green", "forecast": dates["forecast"],
            "actual_on": None, "narrative": "Went on.", "reason": "", "no_change": False,
            "by_name": "A", "at": "2026-11-02T10:00:00Z", "state": "signed",
        } | changes
    ]  # fmt: skip
    return composed(body).reports[0].milestones[0]


def days_after(day: str) -> int:
    """Return how many days after it the snapshot was taken."""
    return (calendar_of(made_up.body()).measured.on - date.fromisoformat(day)).days


def gated(raw: str, judgement: str | None = None, **changes):
    """Return the printed gate of a requirement with one date of the Assurance Plan."""
    body = made_up.body()
    row = body["outcomes"][0]["requirements"][0]
    due = parse_plan_date(raw, quarters=QuarterConvention.CALENDAR).as_json()
    row["gates"] = [{"purpose": "assurance", "words": raw, "due": due, "ongoing": False} | changes]
    row["assessments"] = [issued(judgement, "commissioner") if judgement else issued("met")]
    return outcomes_of(body)[0].requirements[0]


def issued(judgement: str, speaker: str = "council") -> dict:
    return {"speaker": speaker, "judgement": judgement, "rationale": "So", "evidence_cited": "",
            "by_name": "A", "by_post": "B", "at": "2026-10-20T10:00:00+00:00"}  # fmt: skip


def test_everything_is_frozen_and_complete():
    pack = composed(made_up.body())
    with pytest.raises(dataclasses.FrozenInstanceError):
        pack.forum = "tib"
    assert len(pack.reports) == 16
    assert sum(len(report.milestones) for report in pack.reports) == 187
    assert sum(len(page.requirements) for page in pack.outcomes) == 90
    assert len(pack.outcomes) == 10 and [len(rows) for rows in pack.heat.rows.values()] == [3] * 10


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_each_forum_has_its_contents(forum):
    contents = CONTENTS[forum]
    sections = [section.key for section in (*contents.body, *contents.annex)]
    assert {"changes", "portfolio", "heat_table", "heat_map", "key", "sources"} <= set(sections)
    assert len(sections) == len(set(sections))
    places = {key: place for place, key in enumerate(sections)}
    if forum == "tib":
        assert places["returns"] < places["decisions"] < places["portfolio"] < places["readiness"]
        assert places["readiness"] < places["forward"] < places["onward"]
    else:
        assert places["heat_map"] < places["outcomes"] < places["portfolio"] < places["register"]


def test_the_control_block_says_what_every_page_says():
    body = made_up.body()
    control = composed(body).control
    assert (control.standing, control.version, control.supersedes) == (
        "FINAL",
        "version 3",
        "version 2",
    )
    assert control.meeting_on == date.fromisoformat(body["period"]["irb_on"])
    assert control.classification == "Official – demonstration"
    assert control.sha256.startswith(control.short_hash) and len(control.short_hash) == 12
    real = composed(body | {"settings": body["settings"] | {"demonstration": False}}).control
    assert real.classification == "Official" and not real.demonstration


def test_missing_outranks_every_colour_and_the_worst_are_named():
    """Rule 6."""
    body = made_up.body(missing=("HOU",))
    headline = composed(body).headline
    assert [group.rating for group in headline.sao] == ["not_reported", "red", "amber", "green"]
    assert [line.name for line in headline.sao[0].rows] == ["Housing Improvement"]
    assert sum(len(group.rows) for group in headline.sao) == 16
    assert all(line.is_late for line in headline.worst)


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_16_the_cover_lists_what_was_not_received_and_from_whom(forum):
    """By programme and SAO post; commissioners' delay is theirs (Rule 13), CPMO's its own."""
    body = made_up.body(missing=("HOU", "JOB"))
    rows = {row["ref"]: row for row in body["programmes"]}
    job, silent = rows["JOB"], rows["STR"]
    vacant = {"to_state": "not_reported", "by_name": "CPMO", "by_post": "", "vacant": job["sao"]}
    job["ret"]["steps"][-1] |= vacant
    silent["ret"] |= {"state": "signed", "ratings": silent["ret"]["ratings"][:1]}
    silent["months"][0] |= {"state": "signed", "cpmo": None}
    pack = composed(body, Edition(forum=forum, number=1, standing="draft"))
    missing = dict(pack.headline.not_received.parts)
    assert f"Housing Improvement ({rows['HOU']['sao']})" in missing["Returns"]
    assert f"{job['name']} (SAO post vacant: {job['sao']})" in missing["Returns"]
    assert missing["CPMO’s rating"] == (silent["name"],)
    assert re.fullmatch(r"\d+ requirements not assessed, \d+ of them with a date passed",
                        *missing["Commissioners’ judgement"])  # fmt: skip
    cover = html.render(pack).partition("<caption>Control")[0]
    assert all(html.escape(name) in cover for what in missing.values() for name in what)
    assert "2 not reported." in cover


def test_a_cover_says_that_everything_was_received():
    body = made_up.body(missing=()) | {"outcomes": []}
    printed = html.render(composed(body))
    assert "Every return, rating, judgement and validation that was due was received." in printed
    assert "16 of 16 signed by their SAOs, 16 of them late." in " ".join(printed.split())


def test_a_received_return_without_cpmos_rating_is_not_rated_and_not_missing():
    """Rule 4: "not reported" is said of a return; CPMO's own silence is told apart."""
    body = made_up.body(missing=())
    silent = next(row for row in body["programmes"] if row["ref"] == "HOU")
    silent["ret"] |= {"state": "signed", "ratings": silent["ret"]["ratings"][:1]}
    silent["months"][0] |= {"state": "signed", "cpmo": None}
    pack = composed(body)
    assert pack.headline.missing == () and pack.headline.cpmo[0].rows == ()
    assert pack.headline.cpmo[-1].rating == "not_rated"
    assert [line.name for line in pack.headline.cpmo[-1].rows] == ["Housing Improvement"]
    printed = html.render(pack)
    assert "Not rated 1" in printed
    assert printed.count('<td class="rated-None">Not rated</td>') == 1


@pytest.mark.parametrize(
    ("back_by", "printed"), [("sao", 1), ("cpmo", 1), ("preparer", 0), (None, 0)]
)
def test_rule_15_sent_back_is_said_of_sao_and_cpmo_alone(back_by, printed):
    """A preparer's own taking back, and a change that reopened the return, are not sending back."""
    body = made_up.body(missing=())
    step = {"from_state": "submitted", "to_state": "draft", "reason": "Say more.",
            "at": "2026-11-03T09:00:00+00:00", "by_name": "A", "by_post": "B"}  # fmt: skip
    row = next(row for row in body["programmes"] if row["ref"] == "HOU")
    row["ret"]["steps"].insert(2, step | {"back_by": back_by})
    report = next(page for page in composed(body).reports if page.line.ref == "HOU")
    assert len(report.sent_back) == printed


def test_an_unreported_programme_has_no_rating_and_no_words():
    """Rules 4 and 16: last month's rating is not this month's."""
    report = next(page for page in composed(made_up.body()).reports if page.line.ref == "COL")
    assert report.line.sao_rating.rating is None and report.line.state == "not_reported"
    assert report.texts == () and report.signatures == ()
    assert report.line.divergence == "no_comparison"
    open_lines = [line for line in report.milestones if line.month and not line.is_done]
    assert open_lines and all(line.is_stale for line in open_lines)
    assert not any(line.is_stale for line in report.milestones if line.is_done)


def test_an_rdl_that_nobody_named_is_said_to_be_missing():
    report = composed(made_up.body()).reports[0]
    assert report.rdl == "not named in the plan"


def test_a_forecast_never_cures_lateness():
    """Rule 9: past its baseline it is missed, however far ahead the forecast, and late by today."""
    line = milestone(made_up.body(), forecast="Dec 2026")
    assert line.is_late
    assert line.days_late == line.days_late_b0 == days_after("2026-06-30")
    assert line.slip == 184  # 30 June to 31 December


@pytest.mark.parametrize(
    ("due", "done", "is_late"),
    [("31 Oct 2026", None, True), ("4 Nov 2026", None, False), ("31 Oct 2026", "2026-11-03", True)],
)
def test_rule_14_a_month_is_measured_at_the_end_of_its_last_day(due, done, is_late):
    """Frozen on 12 November: what fell due or was done after October changes nothing in it."""
    reported = {"delivery": "complete", "actual_on": done} if done else {"delivery": "green"}
    line = milestone(made_up.body(), b0=due, now=due, **reported)
    assert line.is_late is is_late and not line.is_done
    assert str(line.completed_after) == str(done)


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_14_a_row_completed_after_the_last_day_says_so_where_it_is_late(forum):
    """Its forecast is gone: "not given" would read as if nobody had answered for it."""
    body = made_up.body()
    done = {"delivery": "complete", "actual_on": "2026-11-03"}
    late = milestone(body, b0="Jan 2024", now="Jan 2024", **done)
    body["programmes"][0]["milestones"][0]["reports"][0]["forecast"] = UNDATED.as_json()
    pack = made_up.composed(body, Edition(forum=forum, number=1, standing="draft"))
    markup = " ".join(html.render(pack).split())
    section = markup.partition('id="milestones"')[2].partition("</section>")[0]
    row = section.partition(f'<th scope="row">{late.ref}</th>')[2].partition("</tr>")[0]
    assert "<td>Completed 3 Nov 2026</td>" in row and "Not given" not in row


def test_rebaselining_keeps_lateness_against_b0():
    """Rule 9: both are shown, with the number of the baseline."""
    line = milestone(made_up.body(), now="Mar 2027", forecast="Apr 2027")
    assert not line.is_late and line.baseline_number == 1
    assert line.days_late == 0
    assert line.days_late_b0 == days_after("2026-06-30")
    assert line.slip == 30


def test_a_completed_milestone_is_measured_by_its_actual_day():
    line = milestone(made_up.body(), delivery="complete", actual_on="2026-06-20")
    assert line.is_done and not line.is_late and line.days_late == 0
    late = milestone(made_up.body(), delivery="complete", actual_on="2026-07-02")
    assert late.days_late == late.days_late_b0 == 2 and late.slip is None


def test_a_forecast_does_not_make_a_milestone_late_before_its_baseline():
    """Rule 9: page and pack say the same; the forecast's slip is a figure of its own."""
    line = milestone(made_up.body(), b0="Dec 2027", now="Dec 2027", forecast="Dec 2028")
    assert (line.days_late, line.days_late_b0, line.slip) == (0, 0, 366)


def test_to_be_confirmed_is_counted_apart():
    """Rule 10: neither late nor on track."""
    line = milestone(made_up.body(), kind="tbc", b0="TBC", now="TBC", forecast="TBC")
    assert line.is_unbaselined and not line.is_late and line.days_late is None


def test_ongoing_and_recurring_are_never_missed():
    """Rule 10."""
    for kind, raw in (("ongoing", "Ongoing"), ("recurring", "Monthly")):
        line = milestone(made_up.body(), kind=kind, b0=raw, now=raw, forecast=raw)
        assert not line.is_late and not line.is_unbaselined and line.days_late is None


def test_quarters_print_their_months():
    """Rule 11."""
    calendar = calendar_of(made_up.body())
    gate = gated("Q3 2027").gates[0]
    assert html.printed_gate(gate, calendar) == "Q3 2027 (Jul to Sep 2027)"
    line = milestone(made_up.body(), forecast="Q1 2027/28")
    assert calendar.in_irp(line.forecast) == "Q1 2027/28 (Apr to Jun 2027)"


def test_a_passed_gate_is_worded_as_the_rule_says():
    """Rule 13."""
    gate = gated("Q2 2026", "partly_met").gates[0]
    assert html.gate_note(gate) == "assurance date passed, not yet assured" and gate.has_passed


@pytest.mark.parametrize("judgement", ["met", "not_applicable"])
def test_a_gate_that_commissioners_settled_is_not_passed(judgement):
    """Rules 13 and 21: only the commissioners' judgement settles a gate."""
    assert not gated("Q2 2026", judgement).gates[0].has_passed
    assert gated("Q2 2026").gates[0].has_passed, "the council's own met does not settle it"


def test_an_undated_gate_is_listed_and_never_passed():
    """Rule 12."""
    gate = gated("Ongoing", ongoing=True).gates[0]
    assert html.gate_note(gate) == "ongoing" and not gate.has_passed and not gate.due.is_dated


def test_the_last_quarter_shows_the_end_of_the_intervention():
    """Rule 12."""
    assert html.gate_note(gated("Q4 2028").gates[0]) == "at or after the end of the intervention"


def test_gates_stand_by_day_and_the_undated_last():
    """Rule 12: for reading only; the snapshot keeps the document's order."""
    body = made_up.body()
    row = body["outcomes"][0]["requirements"][0]
    row["gates"] = [
        {"purpose": "assurance", "words": raw, "ongoing": False,
         "due": parse_plan_date(raw, quarters=QuarterConvention.CALENDAR).as_json()}
        for raw in ("Ongoing", "Q2 2028", "Q1 2027")
    ]  # fmt: skip
    line = outcomes_of(body)[0].requirements[0]
    assert [gate.words[:7] for gate in line.gates] == ["Q1 2027", "Q2 2028", "Ongoing"]
    assert row["gates"][0]["words"] == "Ongoing"


def test_an_odd_order_is_worked_out_from_the_gates_of_any_snapshot():
    """Rule 12."""
    line = gated("Q4 2028")
    assert line.odd_order == (
        "Q4 2028 (Oct to Dec 2028) is after the last date due under test 3, "
        "Q4 2027 (Oct to Dec 2027)",
    )
    assert gated("Q1 2027").odd_order == ()


def test_voices_are_counted_and_never_averaged():
    """Rules 19 and 21: counts by voice, not assessed is not "not met", and no percentage."""
    for rows in composed(made_up.body()).heat.rows.values():
        for row in rows:
            speakers = [speaker.short for speaker, _ in row.cell.voices]
            assert speakers == ["Commissioners", "CPMO", "Council"]
            for _, counts in row.cell.voices:
                assert sum(count for _, count in counts.counts) == row.cell.counts.every
                assert "%" not in counts.words


def test_the_first_pack_has_nothing_to_compare():
    assert made_up.composed(made_up.body(), EDITION).changes is None
    assert composed(made_up.body()).changes is not None


def test_changes_are_the_difference_of_two_snapshots():
    body, last = made_up.body(), made_up.before()
    for month, rating in ((body, "red"), (last, "green")):
        month["programmes"][0]["ret"]["ratings"][0]["rating"] = rating
    place = next(
        place for place, printed_row in enumerate(body["programmes"][0]["milestones"])
        if printed_row["reports"] and printed_row["reports"][0]["forecast"]["latest"]
        and printed_row["reports"][0]["delivery"] not in {"complete", "descoped"}
    )  # fmt: skip
    for month, words in ((body, "Dec 2026"), (last, "Oct 2026")):
        row = month["programmes"][0]["milestones"][place]
        forecast = parse_plan_date(words, quarters=QuarterConvention.FINANCIAL)
        row["reports"][0]["forecast"] = forecast.as_json()
    changes = made_up.composed(body, EDITION, last=last).changes
    moved = next(move for move in changes.forecasts if move.ref == row["ref"])
    assert (moved.was.raw, moved.now.raw, moved.days) == ("Oct 2026", "Dec 2026", 61)
    name = body["programmes"][0]["name"]
    rated = next(move for move in changes.ratings if move.programme == name)
    assert (rated.now.voice, rated.was.rating, rated.now.rating) == ("sao", "green", "red")
    assert changes.forecasts[0].days == max(move.days for move in changes.forecasts)


def test_a_return_gained_or_lost_is_a_change():
    moves = {move.programme: move for move in composed(made_up.body()).changes.returns}
    assert moves["Children & Families Improvement"].is_received


def test_a_judgement_taken_back_is_a_regression():
    """Rule 21."""
    body, last = made_up.body(), made_up.before()
    for month, judgement in ((body, "not_met"), (last, "met")):
        row = month["outcomes"][0]["requirements"][0]
        row["assessments"] = [issued(judgement, "commissioner")]
    moves = made_up.composed(body, EDITION, last=last).changes.judgements
    move = next(judgement_move for judgement_move in moves if judgement_move.ref == row["ref"])
    assert move.is_regression and (move.was, move.now) == ("met", "not_met")


def test_rule_17_a_signature_says_how_late_and_in_whose_place():
    body = made_up.body(missing=())
    period, row = body["period"], body["programmes"][0]
    given = row["ret"]["signatures"][0]
    given["reserve"], period["sign_off_on"] = "Chief Executive", given["at"][:10]
    in_time = composed(body).reports[0]
    assert not in_time.is_signed_late and in_time.signatures[0].late == ""
    period["sign_off_on"] = str(date.fromisoformat(period["sign_off_on"]) - timedelta(days=2))
    report = composed(body).reports[0]
    assert report.is_signed_late and report.signatures[0].late == "signed 2 days late"
    assert report.signatures[0].signed_as == f"Chief Executive, in place of {given['post']}"
    markup = html.render(composed(body, TIB))
    assert "signed 2 days late" in markup and "Chief Executive, in place of" in markup


def test_rule_17_not_reported_says_that_the_saos_post_was_vacant():
    body = made_up.body()
    row = next(row for row in body["programmes"] if row["ret"]["state"] == "not_reported")
    held = composed(body, TIB)
    row["ret"]["steps"][-1]["vacant"] = row["sao"]
    of = {report.line.ref: report for report in composed(body).reports}[row["ref"]]
    words = f"Not reported, SAO post vacant ({row['sao']})"
    assert of.return_words == words and words in html.render(composed(body, TIB))
    assert "SAO post vacant" not in html.render(held)


def test_a_new_completion_prints_what_shows_it_or_why_there_is_nothing():
    """What was completed in an earlier month was read in its pack."""
    body = made_up.body()
    (first, *others) = [
        row["reports"][0]
        for programme in body["programmes"]
        for row in programme["milestones"]
        if row["reports"] and row["reports"][0]["delivery"] == "complete"
    ]
    for report in others:
        report |= {"evidence": "", "no_evidence": ""}
    first |= {"evidence": "Minute 7 of the board", "no_evidence": ""}
    printed = " ".join(html.render(composed(body, TIB)).split())
    assert printed.count("Evidence: Minute 7 of the board") == 1
    assert "No evidence:" not in printed
    first |= {"evidence": "", "no_evidence": "Its papers were not kept"}
    printed = " ".join(html.render(composed(body, TIB)).split())
    assert printed.count("No evidence: Its papers were not kept") == 1
    first["month"] = "2026-09-01"
    assert "Its papers were not kept" not in html.render(composed(body, TIB))
