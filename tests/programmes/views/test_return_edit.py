"""The words of a return: last time beside, never inside; nothing overwritten unseen."""

import pytest
import time_machine

from programmes.actions import save_return
from tests.programmes.steps import TEXTS, later, more_rows, next_period, signed, submitted
from tests.programmes.views.test_programme import text
from tests.world import NOW

EDIT = "/returns/HOU/2026-10/edit"


def entered(world, **changes):
    return TEXTS | {"version": str(world.ret("HOU").version)} | changes


def test_who_may_open_it(refuses):
    refuses(
        EDIT,
        refused=["sao", "lead_member", "commissioner", "committee"],
        unknown=["/returns/HOU/2027-10/edit"],
    )


def test_words_are_saved_and_the_draft_begun(world, sign_in):
    answer = sign_in("rdl").post(EDIT, entered(world, progress="Moved on."), follow=True)
    assert answer.redirect_chain == [("/returns/HOU/2026-10", 302)]
    assert "Draft saved at " in text(answer)
    assert (world.ret("HOU").progress, world.ret("HOU").state) == ("Moved on.", "draft")


def test_rule_5_last_times_words_stand_beside_the_box_not_in_it(world, sign_in):
    ret = world.ret("HOU")
    texts = TEXTS | {"progress": "October’s own words."}
    save_return(ret, texts, version=ret.version, by=world.user("rdl"), at=NOW)
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        page = text(sign_in("rdl").get("/returns/HOU/2026-11/edit"))
    assert page.count("October’s own words.") == 1
    assert '<p class="app-last-time app-raw">October’s own words.</p>' in page


@pytest.mark.parametrize(
    "changes",
    [{"progress": "x" * 4001}, {"version": ""}, {"version": "0x1"}],
)
def test_bad_input_is_said_and_kept(world, sign_in, changes):
    typed = entered(world, next_steps="Kept words.") | changes
    answer = sign_in("rdl").post(EDIT, typed)
    assert answer.status_code == 422
    assert "There is a problem" in text(answer)
    assert "Kept words." in text(answer)
    assert world.ret("HOU").version == 1


def test_4a1_a_conflict_shows_both_texts_and_keeps_what_was_typed(world, sign_in):
    typed = entered(world, progress="Mine.")
    ret = world.ret("HOU")
    theirs = TEXTS | {"progress": "Theirs."}
    save_return(ret, theirs, version=ret.version, by=world.user("cpmo"), at=NOW)
    answer = sign_in("rdl").post(EDIT, typed)
    page = text(answer)
    assert answer.status_code == 409
    assert "<dt>Saved now</dt><dd>Theirs.</dd>" in page
    assert "<dt>You typed</dt><dd>Mine.</dd>" in page
    assert page.count("<dt>Saved now</dt>") == 1
    assert "by Person cpmo" in page
    assert ">Mine.</textarea>" in page.replace("> ", ">")
    assert world.ret("HOU").progress == "Theirs."


def test_rule_15_it_warns_and_saving_voids_what_was_signed(world, sign_in):
    signed(world)
    with time_machine.travel(later(3), tick=False):
        client = sign_in("rdl")
        assert "The return was signed. If you save a change" in text(client.get(EDIT))
        client.post(EDIT, entered(world, progress="Other words."))
    assert world.ret("HOU").state == "draft"


def test_saving_the_same_words_says_that_nothing_was_changed(world, sign_in):
    submitted(world)
    texts = {name: getattr(world.ret("HOU"), name) for name in TEXTS}
    with time_machine.travel(later(2), tick=False):
        page = text(sign_in("rdl").post(EDIT, entered(world, **texts), follow=True))
    assert "You made no changes." in page
    assert "was saved" not in page
    assert ">Take back to draft</a>" in page
    assert world.ret("HOU").state == "submitted"


def test_what_is_needed_to_submit_is_not_called_optional(sign_in):
    page = text(sign_in("rdl").get(EDIT))
    assert "Progress this month (needed to submit)" in page
    assert "Next steps (optional)" in page


def test_rule_16_a_frozen_periods_words_are_final(world, sign_in):
    typed = entered(world, progress="Too late.")
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        client = sign_in("rdl")
        assert "It cannot be changed." in text(client.get(EDIT))
        assert client.post(EDIT, typed).status_code == 409


def test_a_save_with_its_history_takes_sixteen_statements(
    world, sign_in, django_assert_max_num_queries
):
    world.report("HOU-01")
    client = sign_in("rdl")
    for words in ("First.", "Second."):
        typed = entered(world, progress=words)
        with django_assert_max_num_queries(16):
            assert client.post(EDIT, typed).status_code == 302
        if words == "First.":
            more_rows(world)
    assert world.ret("HOU").progress == "Second."
