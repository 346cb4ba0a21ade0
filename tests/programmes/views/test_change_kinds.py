"""Rule 18 on the pages: a request of several kinds, from its draft to the decision and lists."""

import csv
import re
from io import StringIO

import pytest
import time_machine

from assurance.models import Gate
from irp.history import record
from irp.rules.plan_dates import QuarterConvention, parse_plan_date
from programmes.models import Baseline, ChangeDraft, ChangeRequest, Milestone, MilestoneReport
from programmes.rules.change_parts import Part, entered_without
from programmes.words import ChangeKind
from tests.programmes.asking import parts_of, wanted
from tests.programmes.structure import move
from tests.test_permission_matrix import depend, draft_a_change
from tests.world import LOADED_AT, LOADER, NOW

ADD = "/changes/add/HOU/date?rows=HOU-01"
WHY = {"reason_code": "supplier", "reason": "The supplier withdrew.", "version": "0"}
PAUSE, WORDING = ChangeKind.PAUSE, ChangeKind.WORDING


def text(answer):
    return " ".join(answer.content.decode().split())


def cells_of(page):
    """Return the cells of each row of a page's first table, by their columns' names, as text."""
    body = page.split("<tbody")[1].split("</tbody>")[0]
    return [
        {name: " ".join(re.sub("<[^>]*>", " ", words).split())
         for name, words in re.findall(r'data-label="([^"]*)"[^>]*>(.*?)</td>', row)}
        for row in body.split("<tr")[1:]
    ]  # fmt: skip


def version():
    return ChangeRequest.objects.get().version


def another(client, kind, *rows, key=None):
    """Add a kind to the draft, as its own page asks for it."""
    draft = ChangeDraft.objects.get()
    entered = {"kind": kind, "rows": rows, "version": draft.version}
    return client.post(f"/changes/drafts/{draft.pk}/another", entered, follow=True)


@pytest.fixture
def board_paper(world, sign_in):
    """The draft of a request that moves a date, pauses a row and adds another."""
    with time_machine.travel(NOW, tick=False):
        client = sign_in("rdl")
        client.post(ADD, WHY | {"new_1": "20 Jan 2027", "act": "another"})
        another(client, "pause", "HOU-02")
        another(client, "add")
        yield client


def test_rule_18_from_one_kind_to_three_that_a_board_decides(world, sign_in):
    with time_machine.travel(NOW, tick=False):
        client = sign_in("rdl")
        assert "Add another kind of change to this request" in text(client.get(ADD))
        begun = client.post(ADD, WHY | {"new_1": "20 Jan 2027", "act": "another"}, follow=True)
        page, draft = text(begun), ChangeDraft.objects.get()
        assert begun.redirect_chain[-1][0] == f"/changes/drafts/{draft.pk}/another"
        assert "Draft saved at 10:00" in page
        assert "Your request so far: Move a date (HOU-01)." in page
        assert "(in this request: move a date)" in page
        page = text(another(client, "pause", "HOU-02"))
        assert "“Pause” is in your draft." in page and 'value="20 Jan 2027"' in page
        assert "Move a date and pause" in page
        page = text(another(client, "add"))
        paused, added = ChangeDraft.objects.get().asked[1:]
        boxes = {f"new_{100 * (paused.number - 1) + 1}": "Mar 2027",
                 f"title_{100 * (added.number - 1) + 1}": "A new thing",
                 f"new_{100 * (added.number - 1) + 1}": "Sep 2027"}  # fmt: skip
        assert all(f'name="{name}"' in page for name in boxes)
        whole = WHY | {"new_1": "20 Jan 2027", "version": ChangeDraft.objects.get().version}
        there = f"/changes/drafts/{draft.pk}"
        checked = text(client.post(there, whole | boxes | {"check": "dates"}))
        assert "it is decided by TIB: a pause; work is added." in checked
        page = text(client.post(there, whole | boxes, follow=True))
        assert "Change request HOU-CR-01 is now with the SAO." in page
        assert "Move a date, pause and add a milestone" in page
        assert "TIB: a pause; work is added" in page
        assert [(row["Change"], row["Proposed"]) for row in cells_of(page)] == [
            ("Move a date", "20 Jan 2027"),
            ("Pause", "until Mar 2027"),
            ("Add a milestone", "A new thing Sep 2027"),
        ]
        assert "Decide change request HOU-CR-01: move a date, pause and add a milestone" in text(
            sign_in("sao").get("/")
        )
        cited = {"answer": "agree", "met_on": "5/11/2026", "minute": "4.2"}
        offered = text(sign_in("sao").get("/changes/HOU-CR-01/decide"))
        assert "HOU-02, pause" in offered and "A new thing, add a milestone" in offered
        every = {"numbers": ["1", "2", "3"]}
        for name in ("sao", "cpmo", "cpmo"):
            sign_in(name).post("/changes/HOU-CR-01/decide", cited | every | {"version": version()})
        assert ChangeRequest.objects.get().state == "approved"
        assert Baseline.objects.get(milestone__ref="HOU-01", number=1).end.raw == "20 Jan 2027"
        assert MilestoneReport.objects.get().delivery == "paused"
        page = text(client.get("/milestones/HOU-02"))
        assert "HOU-CR-01 Pause</a>: agreed by TIB" in page
        assert "HOU-CR-01 Add a milestone</a>" in text(client.get("/milestones/HOU-04"))


def test_a_part_is_removed_with_what_was_typed_for_it_and_the_rest_stays(board_paper):
    client, draft = board_paper, ChangeDraft.objects.get()
    there, (_, paused, added) = f"/changes/drafts/{draft.pk}", draft.asked
    typed = {"new_1": "21 Jan 2027", f"new_{100 * (paused.number - 1) + 1}": "Mar 2027",
             f"title_{100 * (added.number - 1) + 2}": "A new thing",
             "money_changed": ["1", str(100 * (paused.number - 1) + 1)]}  # fmt: skip
    entered = WHY | typed | {"version": draft.version, "act": f"leave_out_{paused.number}"}
    page = text(client.post(there, entered, follow=True))
    left = ChangeDraft.objects.get()
    assert [part.kind for part in left.asked] == [ChangeKind.DATE, ChangeKind.ADD]
    assert left.entered["money_changed"] == "1" and "Mar 2027" not in page
    assert 'value="21 Jan 2027"' in page and 'value="A new thing"' in page
    # A kind that is added again has boxes of its own: nobody's words are in them.
    page = text(another(client, "pause", "HOU-03"))
    again = ChangeDraft.objects.get().asked[-1]
    assert again.number > added.number and "Mar 2027" not in page


def test_what_was_typed_before_is_taken_out_by_the_part_that_it_was_typed_for():
    typed = {"new_1": "a", "new_101": "b", "title_199": "c", "new_201": "d", "reason": "e",
             "money_changed": "1,101,201", "gate_overtaken": "101"}  # fmt: skip
    assert entered_without(2, typed) == {
        "new_1": "a", "new_201": "d", "reason": "e", "money_changed": "1,201"
    }  # fmt: skip


def test_the_only_kind_of_a_draft_is_not_removed(world, sign_in):
    with time_machine.travel(NOW, tick=False):
        client, draft = sign_in("rdl"), draft_a_change(world)
        there = f"/changes/drafts/{draft.pk}"
        refused = client.post(there, WHY | {"version": "1", "act": "leave_out_1"})
        assert refused.status_code == 422 and "Discard the draft instead." in text(refused)
        assert "Remove “" not in text(client.get(there))


@pytest.mark.parametrize(
    ("kind", "rows", "fault"),
    [
        ("split", ["HOU-01"], "A split takes HOU-01 out of the plan"),
        ("date", ["HOU-01"], "HOU-01 is named twice for “Move a date”"),
        ("descope", ["HOU-02"], "HOU-02 cannot be paused and descoped by one request"),
        ("pause", [], "Choose at least one milestone"),
        ("split", ["HOU-01", "HOU-03"], "Split one milestone into two or more"),
        ("merge", ["HOU-03"], "Choose two or more milestones to merge"),
        ("", ["HOU-03"], "Choose what should change"),
        ("pause", ["JOB-01"], "from those shown"),
    ],
)
def test_rule_18_what_makes_no_sense_together_is_refused_where_it_is_chosen(
    board_paper, kind, rows, fault
):
    answer = another(board_paper, kind, *rows)
    assert answer.status_code == 422 and fault in text(answer), text(answer)
    assert len(ChangeDraft.objects.get().asked) == 3


def test_another_row_of_a_kind_joins_the_others_of_it(board_paper):
    page = text(another(board_paper, "date", "HOU-03"))
    first = ChangeDraft.objects.get().asked[0]
    assert first == Part(number=1, kind=ChangeKind.DATE, refs=("HOU-01", "HOU-03"))
    assert 'value="20 Jan 2027"' in page and "New date, HOU-03" in page


def test_every_fault_of_every_part_is_said_in_one_round(board_paper):
    draft = ChangeDraft.objects.get()
    there, (_, paused, _) = f"/changes/drafts/{draft.pk}", draft.asked
    until = f"new_{100 * (paused.number - 1) + 1}"
    entered = {"new_1": "Dec 2026", until: "Jan 2026", "version": draft.version}
    answer = board_paper.post(there, entered)
    page = text(answer)
    assert answer.status_code == 422 and not ChangeRequest.objects.exists()
    for fault in (
        "is the date now", "Paused until, HOU-02: enter 9 Nov 2026 or a later date",
        "Add a milestone: enter a new milestone, or remove it from this request",
        "Choose the main reason", "Enter the reason",
    ):  # fmt: skip
        assert fault in page, fault


def test_4a1_a_draft_that_was_changed_in_another_tab_takes_no_kind_unseen(board_paper):
    draft = ChangeDraft.objects.get()
    stale = {"kind": "wording", "rows": ["HOU-01"], "version": draft.version - 1}
    answer = board_paper.post(f"/changes/drafts/{draft.pk}/another", stale)
    assert answer.status_code == 409 and "on another page" in text(answer)
    assert len(ChangeDraft.objects.get().asked) == 3


def test_a_draft_that_was_sent_takes_no_other_kind(world, sign_in):
    with time_machine.travel(NOW, tick=False):
        client, draft = sign_in("rdl"), draft_a_change(world)
        there = f"/changes/drafts/{draft.pk}"
        client.post(there, WHY | {"new_1": "20 Jan 2027", "version": "1"})
        ended = client.post(f"{there}/another", {"kind": "pause", "rows": ["HOU-01"], "version": 2})
        assert ended.status_code == 409 and "sent as HOU-CR-01" in text(ended)


def test_the_draft_is_found_again_with_all_that_it_asks(board_paper):
    page = text(board_paper.get("/"))
    assert "Finish your draft request: move a date (HOU-01), pause (HOU-02), add a" in page
    assert "Move a date (HOU-01), pause (HOU-02), add a milestone</a>" in text(
        board_paper.get("/changes")
    )


@pytest.fixture
def mixed(world, ask):
    """A request that moves and rewords HOU-01, which JOB-01 needs, and splits HOU-02."""
    depend(world)
    gate = Gate(requirement=world.requirement, number=2, purpose="completion", words="Jan 2027")
    gate.due = parse_plan_date("Jan 2027", quarters=QuarterConvention.CALENDAR)
    record(gate, by=LOADER, at=LOADED_AT)
    return ask(
        wanted("HOU-01", 1, new="Feb 2027", gate_overtaken=True, money_changed=True),
        wanted("HOU-01", 101, kind=WORDING, part=2, title="Other words"),
        *parts_of("HOU-02", "Dec 2026", "Feb 2027", number=201, part=3),
        wanted("HOU-03", 301, kind=PAUSE, part=4),
    )


def test_rule_18_each_row_says_what_it_touches_and_what_stands_beside_what_is_proposed(
    world, mixed, sign_in
):
    with time_machine.travel(NOW, tick=False):
        page = text(sign_in("sao").get("/changes/HOU-CR-01"))
        rows = cells_of(page)
        touched = [row["It touches"] for row in rows]
        assert "is 28 days after the completion date of PO8-T1-1 , Jan 2027" in touched[0]
        assert "HOU-01 gives to JOB-01" in touched[0] and "(dependency D-101)" in touched[0]
        assert "An assurance date is overtaken. A saving or receipt changes." in touched[0]
        assert touched[1] == touched[3] == touched[4] == "–"
        assert "JOB-01 gives to HOU-02" in touched[2]
        assert [row["Now"][-8:] for row in rows] == ["Dec 2026"] * 5
        assert rows[1]["Proposed"] == "Other words" and rows[3]["From the original date"] == (
            "+59 days"
        )
        below = page.split("Why, and what else it touches")[1]
        assert "A saving or receipt changes: HOU-01." in below and "D-101" not in below
        decide = text(sign_in("sao").get("/changes/HOU-CR-01/decide"))
        assert decide.count('name="numbers"') == 4 and "HOU-02, split a milestone" in decide


def test_rule_18_the_list_and_its_file_show_every_row_with_its_kind(world, mixed, sign_in):
    with time_machine.travel(NOW, tick=False):
        client = sign_in("commissioner")
        page = text(client.get("/changes"))
        assert "HOU-CR-01 Move a date, change the wording, split a milestone and pause</a>" in page
        for words in (
            "HOU-01, move a date: Dec 2026 → Feb 2027", "HOU-01, change the wording: Other words",
            "HOU-02, split a milestone: Activity 2 of Housing Improvement, part 1, Dec 2026; "
            "Activity 2 of Housing Improvement, part 2, Feb 2027",
            ">HOU-03, pause</span>", "+59 days from the original date, the most of any row",
        ):  # fmt: skip
            assert words in page, words
        for kind, found in {"date": 1, "wording": 1, "split": 1, "pause": 1, "add": 0}.items():
            assert text(client.get(f"/changes?kind={kind}")).count('id="row-') == found, kind
        answer = client.get("/changes.csv")
        rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
        assert [(row["Change"], row["Milestone"]) for row in rows] == [
            ("Move a date", "HOU-01"), ("Change the wording", "HOU-01"),
            ("Split a milestone", "HOU-02"), ("Split a milestone", "HOU-02"), ("Pause", "HOU-03"),
        ]  # fmt: skip
        assert [row["Saving or receipt changes"] for row in rows] == ["yes", *["no"] * 4]
        assert [row["Assurance date overtaken"] for row in rows] == ["yes", *["no"] * 4]
        page = text(client.get("/milestones/HOU-01"))
        assert "HOU-CR-01 Move a date and change the wording</a>: asked" in page


def test_rule_18_a_forum_ticks_a_split_as_one_and_leaves_other_rows_out(world, mixed, sign_in):
    with time_machine.travel(NOW, tick=False):
        there = "/changes/HOU-CR-01/decide"
        ticked = {"answer": "agree", "numbers": ["2", "3"], "version": version()}
        page = text(sign_in("sao").post(there, ticked))
        assert "Enter why the other rows are refused" in page
        sign_in("sao").post(there, ticked | {"why": "The others can wait."})
        page = text(sign_in("cpmo").get("/changes/HOU-CR-01"))
        assert "in part: HOU-01, change the wording; HOU-02, split a milestone" in page
        left = text(sign_in("cpmo").get(there))
        assert left.count('name="numbers"') == 2 and "HOU-03, pause" not in left


def test_rule_18_several_rows_of_one_kind_say_apart_what_changes_a_saving(world, sign_in):
    there = "/changes/add/HOU/date?rows=HOU-01&rows=HOU-02"
    client, dates = sign_in("rdl"), {"new_1": "20 Jan 2027", "new_2": "21 Jan 2027"}
    page = text(client.get(there))
    assert "What changes a saving or receipt" in page
    assert page.count('name="money_changed"') == page.count('name="gate_overtaken"') == 2
    client.post(there, WHY | dates | {"money_changed": ["2"]})
    causes = ChangeRequest.objects.get().rows.values_list("causes", flat=True)
    assert list(causes) == [["small"], ["small", "money_changed"]]


@pytest.mark.parametrize("address", ["/changes/drafts/{}", "/changes/drafts/{}/another"])
def test_a_page_of_a_draft_takes_at_most_20_statements(
    board_paper, django_assert_max_num_queries, address
):
    there = address.format(ChangeDraft.objects.get().pk)
    board_paper.get(there)  # what is read once for all
    with django_assert_max_num_queries(20):
        assert board_paper.get(there).status_code == 200


@pytest.mark.parametrize("address", ["/changes/HOU-CR-01", "/changes/HOU-CR-01/decide", "/changes",
                                     "/milestones/HOU-01"])  # fmt: skip
def test_a_page_takes_at_most_20_statements(
    world, mixed, sign_in, django_assert_max_num_queries, address
):
    with time_machine.travel(NOW, tick=False):
        client = sign_in("sao")
        client.get(address)  # what is read once for all
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200


def test_rule_18_a_milestone_of_another_programme_keeps_all_of_it_back(world, board_paper):
    draft, row = ChangeDraft.objects.get(), Milestone.objects.get(ref="HOU-02")
    move(world, [row.ref])
    added = draft.asked[-1]
    box = 100 * (added.number - 1) + 1
    entered = WHY | {
        "new_1": "20 Jan 2027",
        f"title_{box}": "A new thing",
        f"new_{box}": "Sep 2027",
    }
    answer = board_paper.post(f"/changes/drafts/{draft.pk}", entered | {"version": draft.version})
    assert answer.status_code == 422 and "HOU-02: not in Housing Improvement" in text(answer)
    assert not ChangeRequest.objects.exists() and ChangeDraft.objects.get().is_open
