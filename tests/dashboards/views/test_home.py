"""Home: what waits for each role, and what happens next where nothing does."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from assurance.actions import assess_requirement
from assurance.models import Assessment
from assurance.rules import Considered
from assurance.words import Judgement, Speaker
from dashboards.presenters.home.parts import Part, Task
from irp.actions import appoint
from irp.history import record
from irp.rules.due import due
from packs.actions import ask_again
from packs.models import AgendaItem, Pack
from programmes.actions import send_back_return, submit_return
from programmes.models import Programme
from programmes.words import Rating
from tests.assurance import shelf
from tests.assurance.request_steps import ask
from tests.dashboards import months
from tests.packs.meeting_steps import TIB_MET, decide, seek
from tests.programmes.steps import own_sao
from tests.world import LOADER, NOW, build, when


def test_who_is_not_signed_in_is_sent_to_sign_in(world):
    assert Client().get("/").url.startswith("/sign-in")


def test_without_a_post_the_page_says_why_and_whom_to_ask(sign_in):
    response = sign_in("nobody").get("/")
    text = response.content.decode()
    assert response.status_code == 403
    assert "You hold no post today" in text and "Ask an administrator" in text
    assert "Person administrator" in text and "mailto:administrator@council.example" in text


def test_a_name_that_is_the_posts_stands_once_in_the_header(world, sign_in):
    assert "app-header__posts" in sign_in("rdl").get("/").content.decode()
    user = world.user("rdl")
    (user.name,) = [holding.post.title for holding in user.holdings_ever()]
    record(user, by=LOADER, at=NOW, reason="Named as the post")
    page = sign_in("rdl").get("/").content.decode()
    assert f"<b>{user.name}</b>" in page and "app-header__posts" not in page


def test_the_rdl_sees_what_to_prepare_with_what_is_missing_and_by_when(world, sign_in, text_of):
    world.report("HOU-01")
    page = text_of(sign_in("rdl"), "/")
    assert "Prepare the return of Housing Improvement for October 2026" in page
    assert "/returns/HOU/2026-10" in page and "2 of 3 rows not reported yet" in page
    assert "due 5 Nov 2026: 4 days past" in page


def test_why_a_return_came_back_is_a_sentence_of_its_own(world, sign_in, text_of):
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    ret, why = world.ret("HOU"), "Say why. Then submit again."
    send_back_return(ret, reason=why, by=world.user("cpmo"), at=NOW, version=ret.version)
    page = text_of(sign_in("rdl"), "/")
    assert "Draft; all 3 rows reported. Sent back by CPMO (Person cpmo) on 9 Nov 2026: " in page
    assert "Say why. Then submit again.</span>" in page


def test_rule_18d_the_rdl_of_a_programme_without_a_return_has_submitted_none(
    world, sign_in, text_of
):
    for programme in world.programmes.values():
        programme.returns.all().delete()
    page = text_of(sign_in("rdl"), "/")
    assert "None of your programmes has a return for October 2026." in page
    assert "You have submitted" not in page


def test_the_rdl_is_told_what_happens_after_all_is_submitted(world, sign_in, text_of):
    for ref in ("HOU", "JOB"):
        submit_return(world.report_all(ref), by=world.user("rdl"), at=NOW)
    page = text_of(sign_in("rdl"), "/")
    assert "You have submitted all your returns for October 2026" in page
    assert "plans to freeze the month on 13 Nov 2026" in page


def test_the_sao_sees_what_to_sign_and_how_their_own_stand(world, sign_in, text_of):
    assert "2 returns of yours are still with the RDL" in text_of(sign_in("sao"), "/")
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    page = text_of(sign_in("sao"), "/")
    assert "Sign the return of Housing Improvement for October 2026" in page
    assert own_rows(page)["Housing Improvement"][:2] == ["Not yet given for Oct 2026"] * 2
    other = text_of(sign_in("other_sao"), "/")
    assert "Sign the return" not in other and "Your post is not the SAO" in other


def own_rows(page):
    """Return the cells of a person's own programmes, by programme."""
    table = page.partition("<caption>Your programmes</caption>")[2].partition("</table>")[0]
    rows = [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.split(r"<t[dh]\b[^>]*>", row)
        ]
        for row in table.partition("<tbody")[2].split("</tr>")
    ]
    return {cells[1]: cells[2:] for cells in rows if len(cells) > 1}


def test_rule_2_each_rating_says_whose_and_of_which_month(world, sign_in, text_of):
    """The SAO's of November beside CPMO's of October were read as one (Rules 2 and 6)."""
    months.sign(world, "HOU", Rating.AMBER, "Slow")
    months.assure(world, "HOU", Rating.RED, "Slower")
    months.freeze(world)
    months.open_november(world)
    at = NOW + timedelta(hours=3)
    with time_machine.travel(at, tick=False):
        months.sign(world, "HOU", Rating.GREEN, "Quick", at=at)
        page = text_of(sign_in("sao"), "/")
    assert own_rows(page)["Housing Improvement"][:2] == ["Green for Nov 2026", "Red for Oct 2026"]
    assert own_rows(page)["Job Evaluation Programme"][:2] == ["Not reported for Oct 2026"] * 2


def figures_of(page):
    """Return the counts of a page: label, address, number, whether it is red."""
    found = re.findall(r'<div class="app-stats__item([^"]*)"> ?<dt>(.*?)</dt> ?<dd>([\d,]+)', page)
    return {
        re.sub(r"<[^>]+>", "", label): (
            (re.findall(r'href="([^"]+)"', label) or [""])[0].replace("&amp;", "&"),
            int(number),
            "warning" in classes,
        )
        for classes, label, number in found
    }


@pytest.mark.parametrize(
    "who", ["cpmo", "sao", "rdl", "committee", "lead_member", "administrator", "commissioner"]
)
def test_every_count_opens_its_rows_and_none_is_red_but_the_late(world, sign_in, text_of, who):
    months.sign(world, "HOU")
    client = sign_in(who)
    page = text_of(client, "/")
    with time_machine.travel(NOW - timedelta(days=6), tick=False):  # nothing is late yet
        early = figures_of(text_of(sign_in(who), "/"))
    assert early and not any(red for label, (_, _, red) in early.items() if "date" not in label)
    for label, (address, number, _) in figures_of(page).items():
        assert address, label
        if address.startswith("#"):
            assert f'id="{address[1:]}"' in page
            continue
        shown = text_of(client, address)
        # The portfolio's pictures have tables of their own.
        table = shown.partition("app-portfolio" if "app-portfolio" in shown else "<tbody")[2]
        rows = table.partition("</table>")[0].count('<th scope="row"')
        assert rows == number, (label, address)


def test_red_is_for_what_is_late(world, sign_in, text_of):
    at = NOW + timedelta(days=60)  # past every deadline, and past December's baselines
    with time_machine.travel(at, tick=False):
        figures = figures_of(text_of(sign_in("cpmo"), "/"))
    red = {label for label, (_, _, is_red) in figures.items() if is_red}
    assert red == {"With the RDL", "Late milestones"}
    assert figures["Signed"][1:] == (0, False)


def test_the_deadlines_of_the_month_head_the_work_on_it(world, sign_in, text_of):
    rail = text_of(sign_in("rdl"), "/").partition("Deadlines of October 2026")[2]
    assert [name in rail for name in ("Returns due", "SAO sign-off", "Freeze")] == [True] * 3


def test_the_deadlines_stay_from_the_freeze_until_both_packs_are_issued(world, sign_in, text_of):
    snapshot = shelf.freeze(world, drafts=False)
    client, rail = sign_in("cpmo"), "Deadlines of October 2026"
    assert rail in text_of(client, "/")
    shelf.pack(world, snapshot, standing="final")
    shelf.pack(world, snapshot, forum="irb")
    assert rail in text_of(client, "/"), "one pack is a draft"
    shelf.pack(world, snapshot, forum="irb", standing="final")
    assert rail not in text_of(client, "/")


def test_rule_17_an_sao_of_rows_signs_where_all_sign(world, sign_in, text_of):
    programme = Programme.objects.get(ref="HOU")
    programme.signatories = "all"
    record(programme, by=LOADER, at=NOW)
    milestone = world.milestones["HOU-01"]
    milestone.own_sao = world.posts["other_sao"]
    record(milestone, by=LOADER, at=NOW)
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    assert "Sign the return of Housing" in text_of(sign_in("other_sao"), "/")


def test_rule_17_an_sao_who_has_signed_is_told_who_has_still_to(world, sign_in, text_of):
    own_sao(world)
    months.sign(world, "HOU")
    page = text_of(sign_in("sao"), "/")
    assert "Sign the return of Housing" not in page
    assert "Housing Improvement still needs the signature of Post of other sao." in page
    assert "Sign the return of Housing" in text_of(sign_in("other_sao"), "/")


def test_rule_17_a_holder_of_a_part_of_a_joint_post_signs_for_it(world, sign_in, text_of):
    joint = world.posts["sao"]
    joint.part_titles = ["Post of other sao"]
    record(joint, by=LOADER, at=NOW)
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    assert "Sign the return of Housing" in text_of(sign_in("other_sao"), "/")


def test_rule_8_days_are_those_of_london(world, sign_in, text_of):
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 1 July in London
    ret = submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    ret.state_since = late
    record(ret, by=LOADER, at=NOW)
    assert "submitted 1 Jul 2026" in text_of(sign_in("sao"), "/")


def test_rule_14_the_cpmo_sees_its_own_returns_past_their_deadline_too(world, sign_in, text_of):
    months.sign(world, "HOU")
    with time_machine.travel(NOW + timedelta(days=30), tick=False):
        page = text_of(sign_in("cpmo"), "/")
    late = page.partition("To chase")[2]
    assert "CPMO: Housing" in late and "signed; since 9 Nov 2026" in late
    assert "Post of rdl: " in late


def test_rule_14_whom_to_chase_is_named_by_post_and_programme_from_two_days_before(
    world, sign_in, text_of
):
    due_on = world.period.return_due_on
    for days, is_named in ((3, False), (2, True), (0, True), (-1, True)):
        with time_machine.travel(
            datetime.combine(due_on, time(9), tzinfo=UTC) - timedelta(days=days), tick=False
        ):
            page = text_of(sign_in("cpmo"), "/")
        named = 'href="/returns/HOU/2026-10">Post of rdl: Housing Improvement'
        assert (named in page) == is_named, days
        assert ("not started" in page) == is_named, days


def test_rule_15_a_count_of_late_milestones_says_by_which_returns_it_goes(world, sign_in, text_of):
    world.report("HOU-01", forecast=when("Dec 2026"))
    with time_machine.travel(datetime(2027, 6, 1, 9, tzinfo=UTC), tick=False):
        assert "unsigned returns counted" in text_of(sign_in("cpmo"), "/")
        page = text_of(sign_in("committee"), "/")
        assert "as last signed" in page and "1 unsigned return not counted" in page
        assert "unsigned returns counted" not in text_of(sign_in("rdl"), "/"), "it is their own"


def test_rule_9_rows_past_their_forecast_are_counted_whatever_their_kind(world, sign_in, text_of):
    row = world.milestones["HOU-01"]
    row.kind = "recurring"
    record(row, by=LOADER, at=NOW)
    world.report("HOU-01", forecast=when("Nov 2026"))
    with time_machine.travel(datetime(2026, 12, 1, 9, tzinfo=UTC), tick=False):
        assert "1 open row past the forecast" in text_of(sign_in("rdl"), "/")


def test_the_cpmo_sees_who_holds_what_and_the_freeze(world, sign_in, text_of):
    months.sign(world, "HOU")
    page = text_of(sign_in("cpmo"), "/")
    assert "Rate and assure the return of Housing Improvement" in page
    assert "1 of 2 returns signed; 1 will be recorded as not reported" in page
    assert "Post of rdl: " in page and "since 2 Nov 2026" in page  # past its deadline


@pytest.mark.parametrize(("day", "is_told"), [(5, False), (6, True)])
def test_no_return_is_called_missing_before_returns_are_due(world, sign_in, text_of, day, is_told):
    with time_machine.travel(datetime(2026, 11, day, 12, tzinfo=UTC), tick=False):
        page = text_of(sign_in("cpmo"), "/")
    assert "0 of 2 returns signed" in page
    assert ("2 will be recorded as not reported" in page) is is_told


def test_the_cpmo_sees_packs_that_wait_or_failed_and_opens_the_next_month(world, sign_in, text_of):
    months.freeze(world)
    Pack.objects.filter(forum="tib").update(state="failed", failure="Out of memory: ask again.")
    client = sign_in("cpmo")
    page = text_of(client, "/")
    assert "Open the next reporting period" in page
    assert "failed: Out of memory: ask again." in page and "IRB pack, October 2026" in page
    ask_again(Pack.objects.get(forum="tib"), by=world.user("cpmo"), at=NOW)
    page = text_of(client, "/")
    assert "failed: Out of memory" not in page and "TIB pack, October 2026, v0.1" in page


def test_what_stands_out_is_named_before_the_rest_and_both_keep_their_order():
    quiet, red, too = Task("Freeze", "/a"), Task("Decide", "/b", warning=True), Task("Rate", "/c")
    assert Part("cpmo", "The month", (quiet, red, too), "").in_order == (red, quiet, too)
    on = NOW.date()
    soon, sooner, far = (
        Task(f"Due in {days}", "/d", due=due(on + timedelta(days=days), on=on))
        for days in (5, 0, 9)
    )
    tasks = (quiet, far, soon, red, sooner)
    assert Part("cpmo", "The month", tasks, "").in_order == (red, sooner, soon, far, quiet)


def test_what_leads_is_named_before_what_has_a_day_and_after_what_stands_out():
    on = NOW.date()
    first, red = Task("Open the next month", "/a", leads=True), Task("Decide", "/b", warning=True)
    dated = Task("Issue the pack", "/c", due=due(on, on=on))
    tasks = (Task("Close", "/d"), dated, first, red)
    assert Part("cpmo", "The month", tasks, "").in_order == (red, first, dated, tasks[0])


def test_between_months_the_others_are_told_what_comes(world, sign_in, text_of):
    months.freeze(world)
    for who in ("rdl", "sao"):
        page = text_of(sign_in(who), "/")
        assert "CPMO opens the next one" in page and "Housing Improvement" in page


def test_an_sao_who_has_nothing_to_sign_is_told_so_above_other_tasks(world, sign_in, text_of):
    ask(world)
    page = text_of(sign_in("sao"), "/")
    told, task = page.find("You have nothing to sign."), page.find("Answer commissioners’ request")
    assert 0 < told < task
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    page = text_of(sign_in("sao"), "/")
    assert "Sign the return of Housing" in page and "You have nothing to sign." not in page


def judge(world, *, issued, by="commissioner", judgement=Judgement.PARTLY):
    return assess_requirement(
        world.requirement, speaker=Speaker.COMMISSIONER, judgement=judgement,
        rationale="Seen some of it", evidence_cited="", issued=issued, by=world.user(by), at=NOW,
        considered={0: Considered(missing="The rest")},
    )  # fmt: skip


def test_rule_13_the_commissioner_sees_gates_passed_in_the_agreed_words(world, sign_in, text_of):
    page = text_of(sign_in("commissioner"), "/")
    assert "assurance date passed, not yet assured" in page and "PO8-T1-1 Safety" in page
    assert "Safety" not in text_of(sign_in("sao"), "/")


def test_rule_13_the_date_that_passed_is_named_by_its_purpose(world, sign_in, text_of):
    gate = world.requirement.gates.get()
    gate.purpose = "completion"
    record(gate, by=LOADER, at=NOW)
    page = text_of(sign_in("commissioner"), "/")
    assert "completion date passed, not yet assured, 132 days ago; outcome 8, test 1" in page
    assert "assurance date passed" not in page


def test_rule_23_drafts_are_shown_to_their_author_alone(world, sign_in, text_of):
    judge(world, issued=False)
    assert "drafted 9 Nov 2026, not issued" in text_of(sign_in("commissioner"), "/")
    for who in ("commissioner2", "cpmo", "sao", "administrator"):
        assert "drafted" not in text_of(sign_in(who), "/")


def test_a_draft_that_was_followed_is_no_longer_waiting(world, sign_in, text_of):
    judge(world, issued=False)
    judge(world, issued=True)
    assert Assessment.objects.count() == 1
    assert "not issued" not in text_of(sign_in("commissioner"), "/")


def final_pack(world, forum):
    snapshot = months.freeze(world) if not Pack.objects.exists() else Pack.objects.first().snapshot
    return Pack.objects.create(
        snapshot=snapshot, forum=forum, number=9, standing="final", state="ready", ready_at=NOW,
        sha256="0" * 64, pages=12, requested_by=world.users["cpmo"], requested_by_name="P",
        requested_at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "forums"),
    [
        ("commissioner", ["TIB", "IRB"]), ("sao", ["TIB", "IRB"]), ("lead_member", ["IRB"]),
        ("committee", ["IRB"]),
    ],
)  # fmt: skip
def test_final_packs_wait_for_those_they_are_addressed_to(world, sign_in, text_of, who, forums):
    assert "No final pack has been issued to you yet" in text_of(sign_in(who), "/")
    final_pack(world, "tib")
    final_pack(world, "irb")
    page = text_of(sign_in(who), "/")
    assert {forum for forum in ("TIB", "IRB") if f"{forum} pack, October" in page} == set(forums)


@pytest.mark.parametrize("who", ["lead_member", "committee", "finance_validator"])
def test_readers_see_the_plan_worst_first(world, sign_in, text_of, who):
    months.sign(world, "HOU", Rating.RED, "It cannot be done in time")
    page = text_of(sign_in(who), "/")
    assert "Where the plan stands" in page
    page = page.partition("Where the plan stands")[2]
    assert page.index("Not reported") < page.index("Red") < page.index("Green")
    assert ("Your programmes" in page) is (who == "lead_member")


def test_the_administrator_sees_who_and_what_is_missing(world, sign_in, text_of):
    programme = Programme.objects.get(ref="JOB")
    programme.rdl = None
    record(programme, by=LOADER, at=NOW)
    page = text_of(sign_in("administrator"), "/")
    assert "Name the RDL of Job Evaluation Programme" in page
    assert "/programmes/JOB/rdl" in page and "Without a post" in page
    # The figure leads to the list of those programmes.
    assert 'href="#part-administrator">Programmes without an RDL' in page
    assert 'id="part-administrator"' in page


def test_a_delivery_leads_post_that_nobody_holds_is_the_administrators_work(
    world, sign_in, text_of
):
    assert "Every programme has an RDL." in text_of(sign_in("administrator"), "/")
    holding = world.users["rdl"].holdings.get()
    holding.ends_on = NOW.date() - timedelta(days=1)
    record(holding, by=LOADER, at=NOW)
    page = text_of(sign_in("administrator"), "/")
    assert figures_of(page)["Programmes without an RDL"][1] == 2
    assert "Name the RDL of Housing Improvement" in page
    assert "Nobody holds the post today" in page


def test_the_administrator_is_told_where_users_are_added(world, sign_in, text_of):
    page = text_of(sign_in("administrator"), "/")
    assert "You can add users and posts below." in page and "added above" not in page


def test_several_posts_show_several_parts(world, sign_in, text_of):
    appoint(
        world.users["cpmo"], world.posts["administrator"], starts_on=NOW.date(), by="test", at=NOW
    )
    page = text_of(sign_in("cpmo"), "/")
    assert "The month: October 2026" in page and "Users and posts" in page


def test_a_post_that_ended_yesterday_shows_nothing(world, sign_in):
    holding = world.users["rdl"].holdings.get()
    holding.ends_on = NOW.date() - timedelta(days=1)
    record(holding, by=LOADER, at=NOW)
    assert sign_in("rdl").get("/").status_code == 403


@pytest.mark.django_db
def test_before_the_first_period_every_role_has_a_page(text_of):
    world = build(with_period=False)
    for who in ("rdl", "sao", "cpmo", "commissioner", "lead_member", "administrator"):
        client = Client()
        client.force_login(world.users[who])
        assert "No reporting period has been opened yet" in text_of(client, "/")


def test_queries_are_few_and_do_not_grow(world, sign_in, queries_of):
    clients = {who: sign_in(who) for who in ("rdl", "sao", "cpmo", "commissioner", "committee",
                                             "administrator")}  # fmt: skip
    first = queries_of(clients["commissioner"], "/")  # which notes the visit of the day
    assert first <= 20
    before = {who: queries_of(client, "/") for who, client in clients.items()}
    assert max(before.values()) <= 20, before
    for number in range(3, 8):
        record(
            Programme(number=number, ref=f"P{number}", name=f"Programme {number}",
                      aim=world.programmes["HOU"].aim, sao=world.posts["sao"],
                      rdl=world.posts["rdl"]),
            by=LOADER, at=NOW,
        )  # fmt: skip
    after = {who: queries_of(client, "/") for who, client in clients.items()}
    assert after == before
    assert date(2026, 11, 5) == world.period.return_due_on


def test_cpmo_records_what_a_board_decided_once_it_has_met(world, sign_in, text_of):
    seek(world)
    seek(world, "Agree another day")
    words = "Record what the TIB decided"
    assert words not in text_of(sign_in("cpmo"), "/"), "it has not met"
    with time_machine.travel(TIB_MET, tick=False):
        page = text_of(sign_in("cpmo"), "/")
        assert f'href="/meetings/tib/2026-10#agenda">{words}' in page
        assert "it met on 24 Nov 2026; 2 decisions sought" in page
        assert words not in text_of(sign_in("sao"), "/")
        for item in AgendaItem.objects.all():
            decide(world, item, minute=f"4.{item.number}")
        assert words not in text_of(sign_in("cpmo"), "/")
