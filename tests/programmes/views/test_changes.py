"""Change control in the browser's pages: from asking to effect, and what is refused (Rule 18)."""

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.utils.html import strip_tags

from irp.history import record
from programmes.actions.dependencies import add_dependency
from programmes.models import Baseline, ChangeRequest, ChangeRow, Milestone
from programmes.words import Delivery
from tests.test_permission_matrix import ask_changes
from tests.world import LOADER, NOW, when

WHY = {"reason_code": "supplier", "reason": "The supplier withdrew.", "requirement_refs": "",
       "effect_requirements": "", "effect_money": "", "effect_dependencies": "",
       "version": "0"}  # fmt: skip
ADD = "/changes/add/HOU/date?rows=HOU-01"


def text(answer):
    return " ".join(answer.content.decode().split())


def version(ref="HOU-CR-01"):
    return ChangeRequest.objects.get(ref=ref).version


def test_who_may_see_ask_and_decide(refuses):
    refuses("/changes", unknown=["/changes/HOU-CR-99", "/changes/start/NONE"])
    outsiders = ["other_sao", "lead_member", "commissioner", "committee", "administrator"]
    refuses("/changes/start/HOU", refused=outsiders)
    refuses(ADD, refused=outsiders, unknown=["/changes/add/HOU/else", "/changes/add/NO/date"])


def test_rule_18_from_asking_to_the_next_baseline(world, sign_in):
    rdl, sao, cpmo = sign_in("rdl"), sign_in("sao"), sign_in("cpmo")
    assert "Nobody has asked for a change yet." in text(rdl.get("/changes"))
    begun = rdl.get("/changes/start/HOU?rows=HOU-01")
    assert 'value="HOU-01" checked' in text(begun)
    led = rdl.get("/changes/start/HOU?kind=date&rows=HOU-01")
    assert (led.status_code, led.url) == (302, "/changes/add/HOU/date?rows=HOU-01")
    assert "Date now: Dec 2026" in text(rdl.get(ADD))
    page = text(rdl.post(ADD, WHY | {"new_1": "20 Jan 2027"}, follow=True))
    assert "Change request HOU-CR-01 is now with the SAO." in page
    assert "SAO and CPMO: few days from the original date" in page and "+20 days" in page
    assert "/changes/HOU-CR-01/decide" not in page
    page = text(sao.get("/changes/HOU-CR-01"))
    assert "Decide as SAO" in page and "Now Proposed" in " ".join(strip_tags(page).split())
    agree = {"answer": "agree", "why": ""}
    assert "Choose the decision" in text(
        sao.post("/changes/HOU-CR-01/decide", {"version": version()})
    )
    page = text(sao.post("/changes/HOU-CR-01/decide", agree | {"version": version()}, follow=True))
    assert "HOU-CR-01 is now: With CPMO." in page
    page = text(cpmo.post("/changes/HOU-CR-01/decide", agree | {"version": version()}, follow=True))
    assert "HOU-CR-01 is now: Approved." in page and "ask for another change" in page
    assert "When asked Proposed" in " ".join(strip_tags(page).split())  # it is that no more
    read = text(sign_in("commissioner").get("/changes/HOU-CR-01"))
    assert "What was decided stays in the record." in read and "/changes/start/" not in read
    assert page.index("Agreed by CPMO") < page.index("Agreed by SAO") < page.index("Asked")
    assert Baseline.objects.get(milestone__ref="HOU-01", number=1).end.raw == "20 Jan 2027"
    page = text(cpmo.get("/changes/HOU-CR-01/decide"))
    assert "HOU-CR-01 is approved. There is nothing left to decide." in page


def test_rule_18_a_board_is_cited_and_every_fault_is_said_at_once(world, sign_in):
    rdl, sao, cpmo = sign_in("rdl"), sign_in("sao"), sign_in("cpmo")
    rdl.post(ADD, WHY | {"new_1": "Jun 2027"})
    for client in (sao, cpmo):
        client.post("/changes/HOU-CR-01/decide", {"answer": "agree", "version": version()})
    there = "/changes/HOU-CR-01/decide"
    answer = cpmo.post(there, {"answer": "agree", "version": version()})
    page = text(answer)
    assert answer.status_code == 422
    assert "Enter the day of the meeting" in page and "Enter the number of the minute" in page
    cited = {"answer": "agree", "met_on": "5/11/2026", "minute": "4.2", "version": version()}
    page = text(cpmo.post(there, cited, follow=True))
    assert "HOU-CR-01 is now: At Cabinet." in page and "Agreed by TIB (minute 4.2)" in page
    page = text(cpmo.post(there, cited | {"version": version()}))
    assert "Enter IRB’s view of the change" in page
    seen = {"view": "No objection.", "view_on": "6/11/2026", "version": version()}
    page = text(cpmo.post(there, cited | seen, follow=True))
    assert "HOU-CR-01 is now: Approved." in page
    assert "View of IRB recorded" in page and "No objection." in page


@pytest.mark.parametrize(
    ("address", "entered", "fault"),
    [
        (ADD, {}, "Enter the new date"),
        (ADD, {"new_1": "soon"}, "Enter a date"),
        (ADD, {"new_1": "Dec 2026"}, "is the date now"),
        (ADD, {"new_1": "Jun 2027", "reason": " "}, "Enter the reason"),
        (ADD, {"new_1": "Jun 2027", "requirement_refs": "PO1-T1-1"}, "These are not: PO1-T1-1"),
        ("/changes/add/HOU/date", {}, "Choose at least one milestone"),
        ("/changes/add/HOU/wording?rows=HOU-01", {"title_1": ""}, "Enter the new wording"),
        ("/changes/add/HOU/resume?rows=HOU-01", {"new_1": "Jun 2027"}, "neither paused"),
        ("/changes/add/HOU/close?rows=HOU-01", {"run_by_1": "Repairs"}, "cannot be closed"),
        ("/changes/add/HOU/split?rows=HOU-01", {"title_1": "One"}, "two or more"),
        ("/changes/add/HOU/merge?rows=HOU-01", {"title_1": "x", "new_1": "Jun 2027"}, "two or"),
        ("/changes/add/HOU/add", {}, "Choose at least one"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_saved(world, sign_in, address, entered, fault):
    answer = sign_in("rdl").post(address, WHY | entered)
    assert answer.status_code == 422 and fault in text(answer)
    assert not ChangeRequest.objects.exists()


def test_days_of_a_thousand_and_more_have_their_comma(world, sign_in):
    rdl = sign_in("rdl")
    rdl.post(ADD, WHY | {"new_1": "20 Jan 2030"})
    assert "+1,116 days from the original date" in text(rdl.get("/changes"))


@pytest.mark.parametrize("kind", ["wording", "scope", "add", "split", "merge", "pause", "descope"])
def test_each_kind_has_its_form_and_its_page(world, sign_in, kind):
    client = sign_in("rdl")
    there = f"/changes/add/HOU/{kind}?rows=HOU-01&rows=HOU-02"
    if kind == "split":
        there = f"/changes/add/HOU/{kind}?rows=HOU-01"
    assert client.get(there).status_code == 200
    fields = {f"title_{n}": f"Part {n}" for n in (1, 2)}
    fields |= {f"new_{n}": "Mar 2027" for n in (1, 2)}
    answer = client.post(there, WHY | fields, follow=True)
    assert "is now with the SAO" in text(answer)
    assert client.get("/changes").status_code == 200


def test_rule_18_an_open_request_is_named_with_its_link_before_and_after_a_second_is_sent(
    world, sign_in
):
    ask_changes(world)
    client, link = sign_in("rdl"), '<a class="govuk-link" href="/changes/HOU-CR-01">HOU-CR-01'
    assert f"Undecided: {link} Move a date</a>" in text(client.get(ADD))
    assert "(in HOU-CR-01, undecided)" in text(client.get("/changes/start/HOU"))
    answer = client.post(ADD, WHY | {"new_1": "Jun 2027", "reason": "Ours <b>"})
    page = text(answer)
    assert answer.status_code == 422 and f"HOU-01 is in {link}</a>, which has not been" in page
    assert f"withdraw {link}</a>, or ask CPMO when it is decided." in page
    assert "Ours &lt;b&gt;" in page
    assert ChangeRequest.objects.count() == 2
    worded = client.post(ADD.replace("/date", "/wording"), WHY | {"title_1": "Other words"})
    assert worded.status_code == 302


def test_rule_9_a_start_is_asked_for_beside_the_end_and_shown_old_and_new(world, sign_in):
    client = sign_in("rdl")
    page = text(client.get(ADD))
    assert "New start date, HOU-01 (if the start moves)" in page and "start now: Mar 2026" in page
    faulty = client.post(ADD, WHY | {"start_1": "Jan 2027"})
    assert faulty.status_code == 422 and "not after the end, Dec 2026" in text(faulty)
    page = text(client.post(ADD, WHY | {"start_1": "Nov 2026"}, follow=True))
    assert "Start: Mar 2026" in page and "Start: <b>Nov 2026</b>" in page
    assert "The end stays" in page and "the old date has passed" in page
    assert "start Mar 2026 → Nov 2026" in text(client.get("/changes"))
    rows = list(csv.DictReader(StringIO(client.get("/changes.csv").content.decode("utf-8-sig"))))
    assert rows[0]["Start now"] == "Mar 2026" and rows[0]["Start proposed"] == "Nov 2026"
    approved_by = {"answer": "agree", "met_on": "5/11/2026", "minute": "4.2"}
    for name in ("sao", "cpmo", "cpmo"):
        sign_in(name).post("/changes/HOU-CR-01/decide", approved_by | {"version": version()})
    page = text(client.get("/milestones/HOU-01"))
    assert "Moved" not in page
    assert 'data-label="Start">Nov 2026</td>' in page


def test_rule_18_whoever_asked_is_told_that_somebody_else_decides(world, sign_in):
    sao = sign_in("sao")
    sao.post(ADD, WHY | {"new_1": "20 Jan 2027"})
    page = text(sao.get("/changes/HOU-CR-01"))
    assert "You asked for this change" in page and "Decide as SAO" not in page
    answer = sao.post("/changes/HOU-CR-01/decide", {"answer": "agree", "version": version()})
    assert answer.status_code == 409 and "somebody else has to decide" in text(answer)


def test_4a1_the_second_of_two_approvers_reads_that_it_was_decided(world, sign_in):
    ask_changes(world)
    sign_in("sao").post("/changes/HOU-CR-01/decide", {"answer": "agree", "version": 1})
    answer = sign_in("sao").post(
        "/changes/HOU-CR-01/decide", {"answer": "refuse", "why": "Not now", "version": 1}
    )
    assert answer.status_code == 409
    assert "was changed after you opened it" in text(answer) and "Not now" in text(answer)
    assert 'href="/changes/HOU-CR-01">See HOU-CR-01 as it is now</a>' in text(answer)


@pytest.mark.parametrize("role", ["rdl", "other_sao", "lead_member", "commissioner"])
@pytest.mark.parametrize("seen", ["1", "2", "99", "zzz", ""])
def test_who_may_not_decide_is_told_so_before_what_became_of_it(world, sign_in, role, seen):
    ask_changes(world)
    sign_in("sao").post("/changes/HOU-CR-01/decide", {"answer": "agree", "version": 1})
    client, there = sign_in(role), "/changes/HOU-CR-01/decide"
    sent = {"answer": "agree", "why": "", "version": seen}
    assert client.get(there).status_code == client.post(there, sent).status_code == 403
    if role != "rdl":  # who may withdraw it
        there = "/changes/HOU-CR-01/withdraw"
        sent = {"why": "No longer needed", "version": seen}
        assert client.get(there).status_code == client.post(there, sent).status_code == 403


def test_withdrawn_with_its_reason(world, sign_in):
    ask_changes(world)
    client, there = sign_in("rdl"), "/changes/HOU-CR-01/withdraw"
    assert "Enter the reason" in text(client.post(there, {"why": " ", "version": 1}))
    page = text(client.post(there, {"why": "No longer needed", "version": 1}, follow=True))
    assert "HOU-CR-01 is withdrawn." in page and "No longer needed" in page
    assert "cannot be withdrawn" in text(client.get(there))


def test_the_list_is_filtered_and_handed_over_as_a_file(world, sign_in):
    ask_changes(world)
    client = sign_in("commissioner")
    page = text(client.get("/changes?state=with_sao"))
    assert 'id="row-HOU-CR-01"' in page and 'id="row-HOU-CR-02"' not in page
    for query, found in {
        "programme=HOU": 2, "programme=JOB": 0, "kind=date": 2, "kind=split": 0,
        "tier=officers": 2, "tier=cabinet": 0, "show=long": 0, "row=HOU-02": 1, "state=open": 2,
        "state=decided": 0, "among=HOU,JOB": 2, "state=nonsense": 2,
    }.items():  # fmt: skip
        assert text(client.get(f"/changes?{query}")).count('id="row-') == found, query
    answer = client.get("/changes.csv?state=with_sao")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2 and rows[1][:4] == ["HOU-CR-01", "HOU", "Move a date", "HOU-01"]
    assert client.get("/changes?as_at=2026-11-01").status_code == 200


def test_an_approved_split_leads_to_its_new_rows(world, sign_in):
    rdl, sao, cpmo = sign_in("rdl"), sign_in("sao"), sign_in("cpmo")
    parts = {"title_1": "First half", "new_1": "Dec 2026", "title_3": "Second", "new_3": "Jan 2027"}
    rdl.post("/changes/add/HOU/split?rows=HOU-01", WHY | parts)
    cited = {"answer": "agree", "met_on": "5/11/2026", "minute": "4.2"}
    for client in (sao, cpmo, cpmo):
        client.post("/changes/HOU-CR-01/decide", cited | {"version": version()})
    page = text(cpmo.get("/changes/HOU-CR-01"))
    assert 'href="/milestones/HOU-04"' in page and 'href="/milestones/HOU-05"' in page
    assert Milestone.objects.get(ref="HOU-05").title == "Second"


def approved(world, sign_in, entered, address=ADD, *, boards=1):
    """Ask for a change and let it be approved, by TIB too where it needs it."""
    sign_in("rdl").post(address, WHY | entered)
    ref = ChangeRequest.objects.latest("pk").ref
    cited = {"answer": "agree", "met_on": "5/11/2026", "minute": "4.2", "view": "Fine.",
             "view_on": "5/11/2026"}  # fmt: skip
    for name in ("sao", "cpmo", *["cpmo"] * boards):
        sign_in(name).post(f"/changes/{ref}/decide", cited | {"version": version(ref)})
    return ref


def test_rule_18_the_milestone_says_how_its_dates_moved_and_who_decided(world, sign_in):
    approved(world, sign_in, {"new_1": "20 Jan 2027"}, boards=0)
    approved(world, sign_in, {"new_1": "1 Mar 2027"})
    page = text(sign_in("commissioner").get("/milestones/HOU-01"))
    assert "Moved twice, 2 months later in all." in page
    assert "SAO and CPMO" in page and "TIB, 5 Nov 2026, minute 4.2" in page
    assert 'href="/changes/HOU-CR-02"' in page and "The supplier withdrew." in page
    then = text(sign_in("commissioner").get("/milestones/HOU-01?as_at=2026-11-08"))
    assert "HOU-CR-01" not in then and "Moved" not in then


def test_rule_18a_parent_and_children_name_each_other(world, sign_in):
    parts = {"title_1": "First half", "new_1": "Dec 2026", "title_2": "Second", "new_2": "Jan 2027"}
    approved(world, sign_in, parts, "/changes/add/HOU/split?rows=HOU-01")
    client = sign_in("rdl")
    parent, child = (text(client.get(f"/milestones/{ref}")) for ref in ("HOU-01", "HOU-05"))
    assert "have taken its place" in parent and 'href="/milestones/HOU-04"' in parent
    assert "It came from" in child and 'href="/milestones/HOU-01"' in child
    assert "Ask for a change to HOU-01" not in parent
    told = text(client.get("/milestones/HOU-01/history"))
    assert "HOU-04 and HOU-05 took its place" in told
    assert 'href="/milestones/HOU-04">HOU-04 First half</a>' in told
    assert 'href="/changes/HOU-CR-01">Change request HOU-CR-01</a>' in told
    told = text(client.get("/milestones/HOU-05/history"))
    assert "It came from HOU-01" in told and 'href="/milestones/HOU-01">HOU-01 ' in told
    assert "Baseline B0 as published" not in told
    before = text(client.get("/milestones/HOU-01/history?as_at=2026-11-08"))
    assert "took its place" not in before


def test_rule_18_each_approver_has_a_queue_with_ages(world, sign_in):
    ask_changes(world)
    sao, cpmo, rdl = (text(sign_in(name).get("/")) for name in ("sao", "cpmo", "rdl"))
    assert "Decide change request HOU-CR-01: move a date" in sao and "HOU-CR-02" not in sao
    assert "Decide change request HOU-CR-02: move a date" in cpmo and "HOU-CR-01" not in cpmo
    assert "asked today" in cpmo and "0 days ago" not in cpmo
    shown = text(sign_in("cpmo").get("/changes/HOU-CR-01"))
    assert ", today." in shown and "days ago" not in shown
    assert "HOU-CR" not in rdl and "HOU-CR" not in text(sign_in("other_sao").get("/"))


def test_rule_18_nobody_is_given_what_they_asked_for_themselves(world, sign_in):
    sign_in("sao").post(ADD, WHY | {"new_1": "20 Jan 2027"})
    assert "HOU-CR-01" not in text(sign_in("sao").get("/"))


def test_rule_18a_the_plan_is_told_in_pairs(world, sign_in):
    approved(world, sign_in, {"new_1": "20 Jan 2027"}, boards=0)
    parts = {"title_1": "First half", "new_1": "Dec 2026", "title_2": "Second", "new_2": "Jan 2027"}
    approved(world, sign_in, parts, "/changes/add/HOU/split?rows=HOU-02")
    page = text(sign_in("commissioner").get("/changes"))
    assert "<b>6</b> original milestones, 0 done; <b>7</b> in force." in page
    assert "2 re-baselined" in page and "0 against current dates" in page


def test_rule_18_the_work_that_depends_on_a_row_is_shown_from_its_links(world, sign_in):
    days = {"title": "List of tenants", "give_by": date(2026, 12, 1), "need_by": date(2027, 1, 4)}
    giver, taker = (world.milestones[ref] for ref in ("HOU-01", "JOB-01"))
    row = add_dependency(giver, taker, days, by=world.user("rdl"), at=NOW)
    ask_changes(world)
    page = text(sign_in("sao").get("/changes/HOU-CR-01"))
    assert f'href="/dependencies/{row.ref}"' in page and "HOU-01 gives to JOB-01" in page
    assert "needed by 4 Jan 2027" in page
    assert "HOU-01 gives to JOB-01" in text(sign_in("sao").get("/changes/HOU-CR-01/decide"))
    assert "List of tenants" not in text(sign_in("sao").get("/changes/HOU-CR-02"))


def test_4a1_the_same_words_for_another_milestone_are_another_form(world, sign_in):
    client, entered = sign_in("rdl"), WHY | {"new_1": "20 Jan 2027"}  # a program: it sends no token
    for ref in ("HOU-01", "HOU-02"):
        client.post(f"/changes/add/HOU/date?rows={ref}", entered)
    assert [row.milestone.ref for row in ChangeRow.objects.all()] == ["HOU-01", "HOU-02"]


def test_rule_18a_one_milestone_is_split_and_two_or_more_are_merged(world, sign_in):
    client, two = sign_in("rdl"), "rows=HOU-01&rows=HOU-02"
    refused = client.get(f"/changes/start/HOU?kind=split&{two}")
    assert refused.status_code == 422 and "Split one milestone into two or more" in text(refused)
    refused = client.get("/changes/start/HOU?kind=merge&rows=HOU-01")
    assert refused.status_code == 422 and "Choose two or more milestones to merge" in text(refused)
    parts = {"title_1": "One", "new_1": "Jun 2027", "title_2": "Two", "new_2": "Jul 2027"}
    refused = client.post(f"/changes/add/HOU/split?{two}", WHY | parts)
    assert refused.status_code == 422
    assert text(refused).count("Split one milestone into two or more") == 1
    assert not ChangeRequest.objects.exists()


def test_rule_18_a_date_that_passed_meanwhile_is_marked_where_it_is_decided_and_stays_so(
    world, sign_in
):
    ask_changes(world)
    with time_machine.travel(datetime(2027, 1, 21, 9, 0, tzinfo=UTC), tick=False):
        for name in ("sao", "cpmo"):
            client = sign_in(name)
            page = text(client.get("/changes/HOU-CR-01/decide"))
            assert "The new date has passed.</b> If it is agreed anyway" in page
            client.post("/changes/HOU-CR-01/decide", {"answer": "agree", "version": version()})
        page = text(client.get("/changes/HOU-CR-01"))
        assert "had passed when agreed" in page and "If it is agreed to" not in page
        assert "The new date had passed when agreed" in text(client.get("/changes"))
        assert "late" in text(client.get("/milestones/HOU-01"))


def test_a_start_that_cannot_be_read_draws_no_error_of_the_end(world, sign_in):
    page = text(sign_in("rdl").post(ADD, WHY | {"start_1": "soonish"}))
    assert "Enter the new date" not in page and page.count("soonish") >= 1
    assert page.count('<a href="#id_') == 1


def test_rule_18_milestones_that_have_ended_are_a_line_that_opens_where_a_change_begins(
    world, sign_in
):
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done."}
    world.report("HOU-02", forecast=when(""), **done)
    page = text(sign_in("rdl").get("/changes/start/HOU"))
    first, folded = page.split(">1 completed or descoped milestone</span></summary>")
    assert 'value="HOU-02"' not in first and 'value="HOU-02"' in folded.split("</details>")[0]
    assert "[(" not in page


def test_rule_18_a_change_that_begins_with_nothing_chosen_says_what_to_choose(world, sign_in):
    rdl = sign_in("rdl")
    begun = text(rdl.get("/changes/start/HOU"))
    assert '<input type="hidden" name="asked" value="1">' in begun
    answer = rdl.get("/changes/start/HOU?asked=1")
    assert answer.status_code == 422 and "There is a problem" in text(answer)


def test_rule_24_a_change_of_a_retired_milestone_is_barred_when_its_form_opens(world, sign_in):
    row = Milestone.objects.get(ref="HOU-01")
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=NOW)
    client = sign_in("rdl")
    page = text(client.get(ADD))
    assert "This cannot be asked for as it is" in page
    assert "HOU-01 has been retired. Choose a milestone that is in force." in page
    page = text(client.get("/changes/start/HOU?rows=HOU-01&rows=HOU-02"))
    assert "HOU-01 has been retired, so no change can be asked of it" in page
    assert "HOU-02 has been retired" not in page


def test_rule_18_a_change_that_is_asked_for_already_or_cannot_be_is_barred_at_once(world, sign_in):
    client = sign_in("rdl")
    assert "This cannot be asked" not in text(client.get(ADD))
    page = text(client.get("/changes/add/HOU/resume?rows=HOU-02"))
    assert "HOU-02 is neither paused nor descoped." in page
    ask_changes(world)
    page = text(client.get(ADD))
    link = '<a class="govuk-link" href="/changes/HOU-CR-01">HOU-CR-01</a>'
    assert f"HOU-01 is in {link}, which has not been decided. Wait for the decision" in page
    assert "This cannot be asked" not in text(client.get(ADD.replace("/date", "/wording")))
