"""The register of RAID: who may do what, what each count opens, and the way of a risk (Rule 28)."""

import csv
import re
from io import StringIO

import pytest
import time_machine

from irp.history import record
from irp.models import Post
from programmes.actions.risks import answer_risk
from programmes.models import Action, Issue, Risk, RiskStep
from programmes.words import Answer
from tests.programmes.steps import later, next_period
from tests.test_permission_matrix import register_risks
from tests.world import LOADER, NOW

RISK = {"title": "Homes are not safe", "cause": "Old lifts", "event": "", "effect": "",
        "response": "treat", "controls": "", "owner": "", "proximity": "",
        "review_on": "1/12/2026", "milestone_refs": "hou-01, HOU-02",
        "requirement_refs": "PO8-T1-1", "version": "0"}  # fmt: skip
SCORES = {"inherent_impact": "", "inherent_likelihood": "", "current_impact": "5",
          "current_likelihood": "4", "target_impact": "5", "target_likelihood": "1",
          "reason": "Two lifts failed.", "version": "1"}  # fmt: skip


def text(answer):
    return " ".join(answer.content.decode().split())


def refs_of(page):
    return re.findall(r'id="row-([^"]+)"', page)


def test_who_may_see_and_who_may_add(refuses):
    refuses("/raid", unknown=["/raid/HOU-R-99", "/raid/NONE", "/raid/add/worry/HOU"])
    outsiders = ["other_sao", "lead_member", "commissioner", "committee", "administrator"]
    refuses("/raid/add/risk/HOU", refused=outsiders, unknown=["/raid/add/risk/NONE"])
    refuses("/raid/add/risk/overarching", refused=["rdl", "sao", *outsiders])


def test_rule_28_from_empty_to_an_answer(world, sign_in):
    rdl, cpmo = sign_in("rdl"), sign_in("cpmo")
    assert "The register is empty" in text(rdl.get("/raid"))
    assert 'href="/raid/add/risk/HOU"' in text(rdl.get("/raid"))
    answer = rdl.post("/raid/add/risk/HOU", RISK | {"owner": world.posts["sao"].pk}, follow=True)
    assert "Risk HOU-R-01 added." in text(answer)
    page = text(answer)
    assert "Not scored" in page and 'href="/milestones/HOU-02"' in page
    assert 'href="/requirements/PO8-T1-1"' in page
    answer = rdl.post("/raid/HOU-R-01/score", SCORES | {"version": version()}, follow=True)
    assert "HOU-R-01 is now Top." in text(answer)
    assert "To be escalated to TIB by 16 Nov 2026" in text(answer)
    up = {"forum": "tib", "reason": "Top band.", "version": version()}
    nowhere = text(rdl.post("/raid/HOU-R-01/escalate", {"version": version()}))
    assert "Choose where it goes" in nowhere
    assert "HOU-R-01 is now with TIB." in text(rdl.post("/raid/HOU-R-01/escalate", up, follow=True))
    assert "Record the answer of TIB" in text(cpmo.get("/raid/HOU-R-01"))
    heard = {"answer": "taken", "minute": "4.2", "reason": "Money is needed.", "version": version()}
    unsaid = text(cpmo.post("/raid/HOU-R-01/answer", {"version": version()}))
    assert "Enter the forum’s reason" in unsaid and "Choose what the forum decided" in unsaid
    page = text(cpmo.post("/raid/HOU-R-01/answer", heard, follow=True))
    assert 'name="reason"' not in text(cpmo.get("/raid/HOU-R-01/answer"))
    assert cpmo.post("/raid/HOU-R-01/answer", heard | {"reason": "Kept"}).status_code != 200
    assert "Taken by TIB (minute 4.2)" in page and "Money is needed." in page
    assert RiskStep.objects.count() == 3
    history = page[page.index('id="history"') :]
    assert history.index("Taken by TIB") < history.index("Escalated to TIB")
    assert "Added: <ins>Top 5 × 4</ins>" in history or "Top 5 × 4" in history


def version(ref="HOU-R-01"):
    return Risk.objects.get(ref=ref).version


def test_rule_28_a_risk_that_happens_leads_to_its_issue(world, sign_in):
    register_risks(world)
    page = text(
        sign_in("sao").post(
            "/raid/HOU-R-01/state",
            {"state": "happened", "reason": "The supplier went under.", "version": version()},
            follow=True,
        )
    )
    assert "HOU-R-01 has happened. It is now issue HOU-I-01." in page
    assert "The supplier went under." in page
    assert "HOU-R-01 has happened." in text(sign_in("sao").get("/raid/HOU-R-01/state"))
    assert Issue.objects.get().risk.ref == "HOU-R-01"
    assert 'href="/raid/HOU-I-01"' in text(sign_in("commissioner").get("/raid/HOU-R-01"))


def test_rule_28_an_action_is_closed_with_its_evidence(world, sign_in):
    register_risks(world)
    client, there = sign_in("rdl"), "/raid/HOU-ACT-01/state"
    answer = client.post(there, {"state": "closed", "reason": " ", "version": 1})
    assert answer.status_code == 422 and "Enter the reason or evidence" in text(answer)
    page = text(
        client.post(there, {"state": "closed", "reason": "Contract C-7", "version": 1}, follow=True)
    )
    assert "HOU-ACT-01 is closed." in page and "Contract C-7" in page
    assert Action.objects.get().closed_on == NOW.date()
    page = text(client.post(there, {"state": "open", "reason": "It lapsed", "version": 2},
                            follow=True))  # fmt: skip
    assert "HOU-ACT-01 is open." in page


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": " "}, "Enter the title"),
        ({"milestone_refs": "HOU-99"}, "These are not: HOU-99"),
        ({"requirement_refs": "PO1-T1-1"}, "These are not: PO1-T1-1"),
        ({"review_on": "soon"}, "Enter a day such as 30/06/2026"),
        ({"review_on": "8/11/2026"}, "Enter 9 Nov 2026 or a later day"),
        ({"response": "ignore"}, "Choose the response"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(world, sign_in, changes, fault):
    answer = sign_in("rdl").post("/raid/add/risk/HOU", RISK | changes)
    assert answer.status_code == 422 and fault in text(answer)
    assert not Risk.objects.exists()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"current_likelihood": ""}, "Choose the current likelihood"),
        ({"target_likelihood": ""}, "Choose the target likelihood too"),
        ({"reason": ""}, "Enter the reason for the scores"),
        ({"target_impact": "5", "target_likelihood": "5", "current_impact": "1"},
         "Choose a target that is not worse"),
        ({"current_impact": "5", "current_likelihood": "5", "target_impact": "",
          "target_likelihood": ""}, "These are the scores already"),
        ({"current_impact": "6"}, "Choose the current impact"),
    ],
)  # fmt: skip
def test_rule_28_a_scoring_is_refused_with_why(world, sign_in, changes, fault):
    register_risks(world)
    answer = sign_in("rdl").post("/raid/HOU-R-01/score", SCORES | {"version": version()} | changes)
    assert answer.status_code == 422 and fault in text(answer)


def test_4a1_somebody_elses_change_is_shown_beside_what_was_typed(world, sign_in):
    register_risks(world)
    answer = sign_in("rdl").post("/raid/HOU-R-01/edit", RISK | {"version": "1"})
    assert answer.status_code == 409 and "Suppliers fail" in text(answer)
    assert "Homes are not safe" in text(answer)
    again = sign_in("rdl").post("/raid/HOU-R-01/edit", RISK | {"version": version()}, follow=True)
    assert "HOU-R-01 saved." in text(again)


def test_every_kind_is_added_and_edited(world, sign_in):
    client = sign_in("cpmo")
    entered = {
        "issue": {"title": "Lift is broken", "impact": "4", "due_on": "1 12 2026"},
        "action": {"title": "Mend it", "due_on": "1 12 2026", "about_ref": "HOU-I-01"},
        "assumption": {"title": "Grants come", "description": "Else we stop."},
        "decision": {"title": "Replace lifts", "forum": "TIB", "decided_by": "The chair",
                     "decided_on": "3 11 2026", "about_ref": "HOU-I-01"},
    }  # fmt: skip
    for kind, values in entered.items():
        saved = text(client.post(f"/raid/add/{kind}/HOU", {"version": 0} | values, follow=True))
        assert values["title"] in saved and "added." in saved, kind
    page = text(client.get("/raid/HOU-I-01"))
    assert 'id="row-HOU-ACT-01"' in page and 'id="row-HOU-DEC-01"' in page
    for ref in ("HOU-I-01", "HOU-ACT-01", "HOU-ASM-01", "HOU-DEC-01"):
        form = text(client.get(f"/raid/{ref}/edit"))
        assert 'name="version" value="1"' in form, ref
    wrong = entered["action"] | {"version": 1, "about_ref": "HOU-ASM-01"}
    answer = client.post("/raid/HOU-ACT-01/edit", wrong)
    assert "Enter the reference of a risk or an issue" in text(answer)
    assert client.get("/raid/HOU-DEC-01/state").status_code == 404
    assert client.get("/raid/HOU-I-01/score").status_code == 404


FILTERS = [
    ("", "HOU-R-01 R-01 HOU-ACT-01"),
    ("kind=risk", "HOU-R-01 R-01"),
    ("programme=overarching", "R-01"),
    ("programme=HOU&kind=action", "HOU-ACT-01"),
    ("band=top", "HOU-R-01"),
    ("band=not_scored", "R-01"),
    ("state=closed", ""),
    ("show=overdue", ""),
    ("show=due", "HOU-ACT-01"),
    ("show=forum", "HOU-R-01"),
    ("cell=5-5", "HOU-R-01"),
    ("among=HOU", "HOU-R-01 HOU-ACT-01"),
]


@pytest.mark.parametrize(("asked", "shown"), FILTERS)
def test_filters_choose_rows_in_page_and_file(world, sign_in, asked, shown):
    register_risks(world)
    client = sign_in("commissioner")
    assert refs_of(text(client.get(f"/raid?{asked}"))) == shown.split()
    file = client.get(f"/raid.csv?{asked}").content.decode().lstrip("\ufeff")
    assert [row["Ref"] for row in csv.DictReader(StringIO(file))] == shown.split()


def test_what_no_list_has_is_left_out_of_the_page_and_refuses_the_file(world, sign_in):
    register_risks(world)
    client, asked = sign_in("commissioner"), "kind=worry&band=9&owner=x&show=y&page=-1"
    page = text(client.get(f"/raid?{asked}"))
    assert refs_of(page) == FILTERS[0][1].split() and page.count("It was left out.") == 4
    assert client.get(f"/raid.csv?{asked}").status_code == 400


def test_every_count_and_cell_opens_its_rows(world, sign_in):
    register_risks(world)
    with time_machine.travel(later(24), tick=False):  # the action's day has gone by
        client = sign_in("cpmo")
        page = text(client.get("/raid")).replace("&amp;", "&")
        strip = page[page.index("<dl") : page.index("</dl>")]
        counted = re.findall(r'href="([^"]+)">[^<]*</a></dt> ?<dd>(\d+)', strip)
        assert [int(number) for _, number in counted] == [2, 0, 0, 0, 1, 1]
        for href, number in counted:
            assert len(refs_of(text(client.get(f"/raid{href}")))) == int(number), href
        cells = re.findall(r'<a href="(/raid[^"]+)" aria-label="5 × 5, Top: 1"', page)
        assert refs_of(text(client.get(cells[0]))) == ["HOU-R-01"]
        portfolio = text(client.get("/portfolio")).replace("&amp;", "&")
        assert "1 of 2 open risks in the top band, 1 not scored" in portfolio
        assert re.findall(r'<a href="(/raid[^"]+)" aria-label', portfolio) == cells


def test_rule_28_what_is_new_or_moved_since_the_last_freeze(world, sign_in):
    register_risks(world)
    next_period(world, at=later(24))
    with time_machine.travel(later(30), tick=False):
        client = sign_in("rdl")
        scores = SCORES | {"current_impact": "3", "target_likelihood": "", "target_impact": "",
                           "version": version()}  # fmt: skip
        client.post("/raid/HOU-R-01/score", scores)
        client.post("/raid/add/risk/JOB", RISK | {"milestone_refs": ""})
        page = text(client.get("/raid"))
        assert "5 × 5 to 3 × 4" in page and "1 got better since the last freeze" in page
        new = page[page.index("<dt>New</dt>") : page.index("<dt>Worse</dt>")]
        assert "JOB-R-01" in new and "HOU-R-01" not in new


def test_it_shows_a_past_date(world, sign_in):
    register_risks(world)
    client = sign_in("cpmo")
    assert refs_of(text(client.get("/raid?as_at=2026-11-08"))) == []
    assert "not in the record" in text(client.get("/raid/HOU-R-01?as_at=2026-11-08"))
    with time_machine.travel(later(48), tick=False):
        then = text(sign_in("cpmo").get("/raid/HOU-R-01?as_at=2026-11-09"))
        assert "Suppliers fail" in then and "/raid/HOU-R-01/edit" not in then


def test_what_has_ended_is_one_line_where_nothing_is_asked_for(world, sign_in):
    register_risks(world)
    ended = {"state": "closed", "reason": "Contract C-7", "version": 1}
    sign_in("rdl").post("/raid/HOU-ACT-01/state", ended)
    client = sign_in("commissioner")
    first, folded = text(client.get("/raid")).split(">1 entry no longer open</span></summary>")
    assert refs_of(first) == ["HOU-R-01", "R-01"] and refs_of(folded) == ["HOU-ACT-01"]
    asked = text(client.get("/raid?state=closed"))
    assert refs_of(asked) == ["HOU-ACT-01"] and "no longer open<" not in asked


def test_the_programme_folds_its_register_unless_something_is_overdue(world, sign_in):
    register_risks(world)
    late = ', <b class="app-late">1 overdue</b>'
    for hours, words, is_open in ((0, "", False), (48, late, True)):
        with time_machine.travel(later(hours), tick=False):
            page = text(sign_in("sao").get("/programmes/HOU"))
        head = f"Risks, issues and actions: 1 risk, 0 issues, 1 action open{words}</h2>"
        fold = page[: page.index(head)].rsplit("<details", 1)[1].split(">")[0]
        assert fold.endswith(" open") is is_open, hours


def test_the_programme_and_home_say_what_is_open(world, sign_in):
    register_risks(world)
    row = Risk.objects.get(ref="HOU-R-01")
    row.review_on = NOW.date().replace(day=1)
    record(row, by=LOADER, at=NOW)
    page = text(sign_in("commissioner").get("/programmes/HOU"))
    assert "1 open risk</a>" in page and "1 review overdue" in page
    assert 'href="/raid/HOU-R-01"' in page and "/raid/add/risk/HOU" not in page
    assert "/raid/add/risk/HOU" in text(sign_in("sao").get("/programmes/HOU"))
    for name in ("rdl", "sao", "cpmo"):
        client = sign_in(name)
        home = text(client.get("/")).replace("&amp;", "&")
        href, number = re.search(r'href="(/raid[^"]+)">Risk reviews overdue</a></dt> ?<dd>(\d+)',
                                 home).groups()  # fmt: skip
        assert number == "1" and refs_of(text(client.get(href))) == ["HOU-R-01"], name
    page = text(sign_in("cpmo").get("/"))  # TIB's answer, while it is not recorded
    assert "Record what " in page and 'href="/raid/HOU-R-01/answer"' in page
    answer_risk(
        row, Answer.ACCEPTED, reason="Heard.", minute="", version=row.version,
        by=world.user("cpmo"), at=later(3),
    )  # fmt: skip
    assert 'href="/raid/HOU-R-01/answer"' not in text(sign_in("cpmo").get("/"))
    others = text(sign_in("other_sao").get("/"))
    assert "Risk reviews overdue" not in others


def test_rule_31_a_post_that_owns_entries_is_named(world, sign_in):
    register_risks(world)
    row = Risk.objects.get(ref="HOU-R-01")
    row.owner = Post.objects.get(title="Post of sao")
    record(row, by=LOADER, at=NOW)
    client = sign_in("cpmo")
    assert refs_of(text(client.get("/raid?owner=Post+of+sao"))) == ["HOU-R-01"]


def test_4a1_links_that_somebody_else_made_are_shown_beside_what_was_typed(world, sign_in):
    register_risks(world)
    rdl, there = sign_in("rdl"), "/raid/HOU-R-01/edit"
    typed = RISK | {"version": version(), "milestone_refs": ""}
    rdl.post(there, typed)
    stale = typed | {"version": version()}
    rdl.post(there, stale | {"milestone_refs": "HOU-02, HOU-01"})
    page = text(rdl.post(there, stale | {"requirement_refs": ""}))
    assert "Already saved" not in page and "<dd>HOU-01, HOU-02</dd>" in page
    assert "<dd>PO8-T1-1</dd>" in page
    action = {"title": "Sign a second supplier", "due_on": "9/11/2026", "version": "1"}
    rdl.post("/raid/HOU-ACT-01/edit", action | {"about_ref": ""})
    page = text(rdl.post("/raid/HOU-ACT-01/edit", action | {"about_ref": "hou-r-01"}))
    assert "Already saved" not in page and "<dd>hou-r-01</dd>" in page


def test_4a1_a_forum_that_is_offered_no_longer_is_shown_by_its_name(world, sign_in):
    register_risks(world)
    seen, there = version(), "/raid/HOU-R-01/escalate"
    sign_in("rdl").post(there, {"forum": "irb", "reason": "A gate.", "version": seen})
    stale = {"forum": "directorate", "reason": "Managed.", "version": seen}
    answer = sign_in("sao").post(there, stale)
    assert answer.status_code == 409 and "<dd>IRB</dd>" in text(answer)
    again = sign_in("sao").post(there, stale | {"forum": "irb"})
    assert "Choose where it goes from those shown" in text(again)
