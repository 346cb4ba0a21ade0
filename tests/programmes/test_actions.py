"""The acts of delivery: reports, and the steps of a return (Rules 5, 7, 9, 15 to 17)."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from irp.actions import Faulty, Refused, appoint
from irp.history import enact, record
from irp.models import Conflict, ReportingPeriod
from irp.plan_date_columns import plan_date_of
from irp.readings import plan_settings
from programmes.actions import (
    MilestoneUpdate,
    assure_return,
    repeat_milestone,
    save_return,
    send_back_return,
    sign_return,
    submit_return,
    take_back_return,
    update_milestone,
)
from programmes.actions.returns import mark_not_reported
from programmes.models import Confidence, Milestone, MilestoneReport, ReturnStep, Signature
from programmes.presenters.return_rows import return_rows
from programmes.readings.owed import submission_faults
from programmes.readings.signing import differences, ratings_now, signatures_that_stand
from programmes.readings.watch import signals_of
from programmes.readings.watched import months_before
from programmes.rules import fingerprint
from programmes.rules.withheld import Reader
from programmes.words import Delivery, Rating, SignalName, Voice
from tests.programmes.steps import (
    TEXTS,
    assured,
    later,
    next_period,
    own_sao,
    past_forecast,
    rated,
    signed,
    submitted,
)
from tests.standing import standing
from tests.test_permission_matrix import ask_changes, depend, register_risks
from tests.world import LOADER, NOW, freeze, when

CPMO = Reader(is_cpmo=True)


@standing
def handed_in(world):
    """Return the return of HOU, submitted."""
    return submitted(world)


@standing
def signed_off(world, handed_in):
    """Return the return of HOU, submitted and signed."""
    return signed(world)


# Reports of milestones


def test_rule_8_a_period_is_kept_with_both_its_ends_and_its_words(world):
    report = world.report("HOU-01", forecast=when("Apr – Jun ’27"))
    report.refresh_from_db()
    assert report.forecast.as_json() == {
        "raw": "Apr – Jun ’27",
        "precision": "period",
        "earliest": "2027-04-01",
        "latest": "2027-06-30",
    }
    assert plan_date_of(report.history.get(), "forecast") == report.forecast


def test_a_report_says_who_when_and_starts_the_return(world):
    report = world.report("HOU-01")
    assert (report.delivery, report.reported_by_id) == ("green", world.users["rdl"].pk)
    assert (report.reported_at, report.period_id) == (NOW, world.period.pk)
    assert world.ret("HOU").state == "draft"
    assert [step.described for step in ReturnStep.objects.all()] == ["Started"]
    assert report.history.get().actor_post == "Post of rdl"


def test_a_second_report_of_the_month_changes_the_first_and_keeps_both_in_history(world):
    world.report("HOU-01")
    world.report("HOU-01", version=1, narrative="Better words.", at=later(1))
    report = MilestoneReport.objects.get()
    assert (report.version, report.narrative) == (2, "Better words.")
    assert report.history.count() == 2
    assert ReturnStep.objects.count() == 1


def test_4a1_a_stale_report_is_a_conflict_and_writes_nothing(world):
    world.report("HOU-01")
    with pytest.raises(Conflict) as conflict:
        world.report("HOU-01", narrative="I had not seen yours.", by="cpmo")
    assert conflict.value.row.narrative == "Work went to plan this month."
    assert MilestoneReport.objects.get().version == 1


def test_4a1_a_conflict_is_said_before_any_fault(world):
    world.report("HOU-01")
    with pytest.raises(Conflict):
        world.report("HOU-01", narrative="", by="cpmo")


def test_faults_are_named_by_field_and_nothing_is_saved(world):
    with pytest.raises(Faulty) as faulty:
        world.report("HOU-01", delivery=Delivery.RED, narrative="")
    assert set(faulty.value.faults) == {"narrative", "reason"}
    assert world.ret("HOU").state == "not_started"


@pytest.mark.parametrize("name", ["sao", "other_sao", "commissioner", "committee", "nobody"])
def test_only_the_rdl_and_the_cpmo_report(world, name):
    with pytest.raises(PermissionDenied):
        world.report("HOU-01", by=name)


def test_a_retired_row_is_reported_no_more(world):
    row = Milestone.objects.get(ref="HOU-01")
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=NOW)
    world.milestones["HOU-01"] = row
    with pytest.raises(Refused, match="HOU-01 has been retired. You cannot report on it."):
        world.report("HOU-01")


def test_rule_24_a_row_to_be_retired_later_is_reported_until_then(world):
    row = Milestone.objects.get(ref="HOU-01")
    row.retired_on = NOW.date() + timedelta(days=60)
    record(row, by=LOADER, at=NOW)
    world.milestones["HOU-01"] = row
    assert world.report("HOU-01").milestone == row


def test_without_an_open_period_nothing_is_reported(world):
    period = ReportingPeriod.objects.get()
    freeze(period)
    with pytest.raises(Refused, match="No reporting period is open"):
        world.report("HOU-01")


def test_rule_16_what_comes_after_the_freeze_belongs_to_the_next_period(world):
    world.report("HOU-01")
    november = next_period(world)
    report = world.report("HOU-01", at=later(30))
    assert report.period_id == november.pk
    assert MilestoneReport.objects.count() == 2


def test_rule_16_a_report_written_for_a_frozen_month_is_not_filed_into_the_next(world):
    october = world.period.month
    next_period(world)
    words = "You wrote this for October 2026, which is not open. November 2026 is open. Check what"
    with pytest.raises(Refused, match=words):
        world.report("HOU-01", month=october, at=later(30))
    assert not MilestoneReport.objects.exists()


def test_rule_5_no_change_is_an_act_with_a_name_and_time(world):
    first = world.report("HOU-01", delivery=Delivery.AMBER, reason="Two posts are vacant.")
    next_period(world)
    repeated = repeat_milestone(
        world.milestones["HOU-01"],
        month=world.period.month,
        version=0,
        by=world.user("cpmo"),
        at=later(30),
    )
    assert repeated.pk != first.pk
    assert repeated.no_change
    assert (repeated.delivery, repeated.forecast) == ("amber", first.forecast)
    assert repeated.narrative == "No change since October 2026."
    assert repeated.reason == "Two posts are vacant."
    assert (repeated.reported_by, repeated.reported_at) == (world.users["cpmo"], later(30))


def test_rule_5_there_is_no_change_only_where_there_was_a_report(world):
    with pytest.raises(Refused, match="no earlier report"):
        repeat_milestone(
            world.milestones["HOU-01"],
            month=world.period.month,
            version=0,
            by=world.user("rdl"),
            at=NOW,
        )


def test_rule_5_no_change_that_changes_something_is_refused(world):
    world.report("HOU-01")
    next_period(world)
    with pytest.raises(Refused, match="Something has changed since the last report. Enter"):
        world.report("HOU-01", no_change=True, forecast=when("Jul 2027"), at=later(30))


def test_rule_5_a_change_of_delivery_since_last_period_needs_its_reason(world):
    world.report("HOU-01", delivery=Delivery.NOT_STARTED)
    next_period(world)
    with pytest.raises(Faulty, match="it was Not started"):
        world.report("HOU-01", at=later(30))


# The return's words


def test_words_are_saved_with_who_and_the_return_is_started_in_one_history_row(world):
    ret = world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=NOW)
    ret = world.ret("HOU")
    assert (ret.state, ret.progress, ret.version) == ("draft", "Onward.", 2)
    assert ret.history.count() == 2


def test_saving_the_same_words_changes_nothing(world):
    ret = world.ret("HOU")
    empty = dict.fromkeys(TEXTS, "")
    save_return(ret, empty, version=ret.version, by=world.user("rdl"), at=NOW)
    assert (world.ret("HOU").state, ReturnStep.objects.count()) == ("not_started", 0)


def test_4a1_stale_words_are_a_conflict(world):
    ret = world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=NOW)
    theirs = TEXTS | {"progress": "Mine."}
    with pytest.raises(Conflict) as conflict:
        save_return(ret, theirs, version=ret.version, by=world.user("cpmo"), at=later(1))
    assert conflict.value.row.progress == "Onward."
    assert world.ret("HOU").progress == "Onward."


# Submission


def test_rule_15_a_complete_return_is_submitted(world, handed_in):
    ret = handed_in
    assert (ret.state, ret.state_since) == ("submitted", later(1))


def test_rule_9_everything_that_is_missing_is_named_at_once(world):
    past_forecast(world)
    world.report("HOU-02", forecast=when(""))
    assert list(map(str, submission_faults(world.ret("HOU"), at=NOW))) == [
        "Enter the programme’s progress this month.",
        "HOU-01: Enter 9 Nov 2026 or a later date. “05/11/2026” has passed.",
        "HOU-02: Enter a forecast of 9 Nov 2026 or a later date.",
        "HOU-03 has no report this month. Report it.",
    ]
    with pytest.raises(Refused) as refused:
        submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW)
    assert len(refused.value.reasons) == 4
    assert world.ret("HOU").state == "draft"


def test_a_row_completed_in_an_earlier_period_owes_no_report(world):
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done"}
    world.report("HOU-01", **done)
    next_period(world)
    faults = list(map(str, submission_faults(world.ret("HOU"), at=later(30))))
    assert [fault[:6] for fault in faults] == ["Enter ", "HOU-02", "HOU-03"]


def test_a_return_that_was_not_started_is_not_submitted(world):
    with pytest.raises(Refused, match="The return is not started, so it cannot be submitted"):
        submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW)


# Signature


def test_rule_15_a_signature_stores_what_was_signed_and_its_hash(world, signed_off):
    ret = signed_off
    assert ret.state == "signed"
    signature = Signature.objects.get()
    content = json.loads(signature.signed_text)
    assert fingerprint(content) == signature.sha256
    assert (signature.by_name, signature.by_post) == ("Person sao", "Post of sao")
    assert (content["programme"], content["period"]) == ("Housing Improvement", "2026-10")
    assert content["rating"] == "green"
    assert [row["ref"] for row in content["milestones"]] == ["HOU-01", "HOU-02", "HOU-03"]
    assert differences(signature, world.ret("HOU")) == []


def test_rule_15_a_signature_says_what_no_longer_matches_it(world, signed_off):
    world.report("HOU-01", version=1, narrative="Changed since.", at=later(4))
    assert differences(Signature.objects.get(), world.ret("HOU")) == ["milestones"]


def test_rule_15_a_signature_whose_text_was_altered_says_so(world, signed_off):
    signature = Signature.objects.get()
    signature.signed_text = signature.signed_text.replace("green", "red")
    assert differences(signature, world.ret("HOU")) == ["the stored text itself"]


def test_rules_1_and_5_the_sao_gives_a_rating_of_their_own(world, handed_in):
    with pytest.raises(Refused, match="Choose a rating"):
        signed(world, rating=None)
    with pytest.raises(Refused, match="Enter the reason for Amber"):
        signed(world, rating=Rating.AMBER)
    assert not Signature.objects.exists()
    assert not Confidence.objects.exists()


def test_rule_7_green_against_a_signal_needs_a_written_reason(world, handed_in):
    at = NOW + timedelta(days=300)  # every forecast (Jun 2027) has passed by then
    assert [
        signal.refs for signal in signals_of(world.ret("HOU"), rating=None, at=at, reader=CPMO)
    ] == [("HOU-01", "HOU-02", "HOU-03")]
    with pytest.raises(Refused, match="3 open past the forecast date"):
        signed(world, at=at)
    signed(world, at=at, reason="Handed over yesterday; the records follow.")
    assert Confidence.objects.get().reason.startswith("Handed over")


def test_rule_15_the_preparer_does_not_sign_not_even_with_the_post(world):
    person = world.user("sao")
    appoint(person, world.posts["rdl"], starts_on=date(2026, 1, 1), by=LOADER, at=NOW)
    world.report_all("HOU", by="sao")
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    with pytest.raises(Refused, match="You prepared this return"):
        signed(world)


def test_rule_15_whoever_wrote_words_that_another_replaced_prepared_too(world):
    appoint(world.user("sao"), world.posts["rdl"], starts_on=date(2026, 1, 1), by=LOADER, at=NOW)
    world.report_all("HOU")
    world.report("HOU-01", by="sao", version=1, narrative="Mine.", at=later(0))
    world.report("HOU-01", by="rdl", version=2, narrative="Yours again.", at=later(0))
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    with pytest.raises(Refused, match="You prepared this return"):
        signed(world)


def test_an_administrator_without_the_post_does_not_sign(world, handed_in):
    person = world.user("administrator")
    with pytest.raises(PermissionDenied):
        sign_return(
            world.ret("HOU"),
            post=world.posts["sao"],
            rating=Rating.GREEN,
            reason="",
            by=person,
            at=later(2),
        )


def test_another_programmes_sao_does_not_sign(world, handed_in):
    with pytest.raises(PermissionDenied):
        sign_return(
            world.ret("HOU"),
            post=world.posts["other_sao"],
            rating=Rating.GREEN,
            reason="",
            by=world.user("other_sao"),
            at=later(2),
        )


def test_rule_15_what_was_changed_while_it_was_read_is_not_signed(world):
    seen = submitted(world).version
    world.report("HOU-01", version=1, narrative="Changed meanwhile.", at=later(2))
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(3))
    with pytest.raises(Conflict):
        sign_return(
            world.ret("HOU"),
            post=world.posts["sao"],
            rating=Rating.GREEN,
            reason="",
            by=world.user("sao"),
            at=later(4),
            version=seen,
        )


def test_rule_17_where_all_sign_the_last_signature_makes_it_signed(world):
    own_sao(world)
    submitted(world)
    assert signed(world).state == "submitted"
    ret = sign_return(
        world.ret("HOU"),
        post=world.posts["other_sao"],
        rating=None,
        reason="",
        by=world.user("other_sao"),
        at=later(3),
    )
    assert ret.state == "signed"
    assert [row.post.title for row in Signature.objects.all()] == [
        "Post of sao",
        "Post of other sao",
    ]
    assert Confidence.objects.get().by_name == "Person sao"


def test_rule_17_a_post_signs_once_and_only_the_lead_rates(world):
    own_sao(world)
    submitted(world)
    signed(world)
    with pytest.raises(Refused, match="Post of sao has already signed"):
        signed(world, at=later(3))
    with pytest.raises(Refused, match="Only Post of sao gives the rating."):
        sign_return(
            world.ret("HOU"),
            post=world.posts["other_sao"],
            rating=Rating.RED,
            reason="I differ.",
            by=world.user("other_sao"),
            at=later(3),
        )


def test_rule_17_a_retired_rows_sao_is_not_waited_for(world):
    own_sao(world)
    submitted(world)
    row = Milestone.objects.get(ref="HOU-02")
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=later(1))
    assert signed(world).state == "signed"


def test_rule_17_a_holder_of_part_of_a_joint_post_signs_as_that_part(world):
    joint = world.posts["sao"]
    joint.title, joint.part_titles = "Joint post", ["Post of other sao"]
    record(joint, by=LOADER, at=NOW)
    submitted(world)
    ret = sign_return(
        world.ret("HOU"),
        post=world.posts["other_sao"],
        rating=Rating.GREEN,
        reason="",
        by=world.user("other_sao"),
        at=later(2),
    )
    assert ret.state == "signed"


# Change after submission


@pytest.mark.parametrize("state", ["submitted", "signed", "assured"])
def test_rule_15_a_change_voids_what_stands_and_says_why(world, handed_in, state):
    if state != "submitted":
        signed(world)
    if state == "assured":
        assured(world)
    world.report("HOU-01", version=1, narrative="A late word.", at=later(5))
    ret = world.ret("HOU")
    assert ret.state == "draft"
    assert signatures_that_stand(ret) == []
    assert ratings_now(ret) == {}
    step = ReturnStep.objects.last()
    assert step.reason == f"HOU-01 was changed after the return was {state}."


def test_rule_15_after_a_change_only_what_is_signed_anew_stands(world, signed_off):
    assured(world, rating=Rating.RED, reason="Not shown.")
    ret = world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=later(5))
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(6))
    signed(world, at=later(7))
    ret = world.ret("HOU")
    assert [row.at for row in signatures_that_stand(ret)] == [later(7)]
    assert set(ratings_now(ret)) == {Voice.SAO}
    assert Signature.objects.count() == 2


# CPMO


def test_rule_2_the_cpmo_rates_in_its_own_voice(world, signed_off):
    ret = assured(world, rating=Rating.RED, reason="Two of three rows have no plan.")
    assert ret.state == "assured"
    ratings = ratings_now(world.ret("HOU"))
    assert (ratings["sao"].rating, ratings["cpmo"].rating) == ("green", "red")


def test_rule_5_the_cpmos_amber_needs_its_own_reason(world, handed_in):
    signed(world, rating=Rating.AMBER, reason="Vacancies.")
    with pytest.raises(Refused, match="Enter the reason for Amber"):
        assured(world, rating=Rating.AMBER)
    with pytest.raises(Refused, match="Choose a rating"):
        assured(world, rating=None)


def test_rule_15_an_unsigned_return_is_not_assured(world, handed_in):
    with pytest.raises(Refused, match="The return is submitted, so it cannot be assured"):
        assured(world)


def test_rule_15_a_cpmo_who_prepared_does_not_assure_but_a_colleague_does(world, handed_in):
    world.report("HOU-01", by="cpmo", version=1, narrative="CPMO helped.", at=later(1))
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    signed(world)
    with pytest.raises(Refused, match="You prepared this return, so somebody else must assure"):
        assured(world)
    assert assured(world, by="cpmo2").state == "assured"


def test_rule_15_a_cpmo_who_signed_does_not_assure(world):
    person = world.user("sao")
    appoint(person, world.posts["cpmo"], starts_on=date(2026, 1, 1), by=LOADER, at=NOW)
    signed(world)
    with pytest.raises(Refused, match="You signed this return, so somebody else must assure"):
        assured(world, by="sao")


def test_only_the_cpmo_assures(world, signed_off):
    with pytest.raises(PermissionDenied):
        assured(world, by="rdl")


# Sending back


@pytest.mark.parametrize("state", ["submitted", "signed", "assured"])
def test_rule_15_a_return_is_sent_back_with_a_reason_at_any_step(world, handed_in, state):
    if state != "submitted":
        signed(world)
    if state == "assured":
        assured(world)
    reason = "The asbestos figures do not add up."
    ret = send_back_return(world.ret("HOU"), reason=reason, by=world.user("cpmo"), at=later(5))
    assert ret.state == "draft"
    step = ReturnStep.objects.last()
    assert (step.by_name, step.reason) == ("Person cpmo", reason)
    assert signatures_that_stand(world.ret("HOU")) == []


def test_rule_15_sending_back_does_not_make_a_preparer(world, handed_in):
    send_back_return(world.ret("HOU"), reason="Again.", by=world.user("sao"), at=later(2))
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(3))
    assert signed(world, at=later(4)).state == "signed"


def test_rule_15_sending_back_without_a_reason_is_refused(world, handed_in):
    with pytest.raises(Refused, match="Enter the reason"):
        send_back_return(world.ret("HOU"), reason=" ", by=world.user("sao"), at=later(2))


def test_the_rdl_does_not_send_back(world, handed_in):
    with pytest.raises(PermissionDenied):
        send_back_return(world.ret("HOU"), reason="Why not", by=world.user("rdl"), at=later(2))


@pytest.mark.parametrize(
    ("state", "act", "who", "given"),
    [
        ("draft", submit_return, "rdl", {}),
        ("submitted", take_back_return, "rdl", {"reason": "Again."}),
        ("submitted", sign_return, "sao", {"rating": Rating.GREEN, "reason": ""}),
        ("submitted", send_back_return, "cpmo", {"reason": "Again."}),
        ("rated", assure_return, "cpmo", {}),
    ],
)
def test_rule_15_no_step_is_taken_on_what_was_changed_since_it_was_read(
    world, state, act, who, given
):
    {"draft": lambda w: w.report_all("HOU"), "submitted": submitted, "rated": rated}[state](world)
    ret = world.ret("HOU")
    post = {"post": world.posts["sao"]} if act is sign_return else {}
    with pytest.raises(Conflict):
        act(ret, version=ret.version - 1, by=world.user(who), at=later(5), **given, **post)
    assert world.ret("HOU").state == ret.state
    act(ret, version=ret.version, by=world.user(who), at=later(5), **given, **post)
    assert world.ret("HOU").state != ret.state


@pytest.mark.parametrize("reports", [{}, {"HOU-01": 1, "HOU-02": 1, "HOU-03": 2}])
def test_rule_15_no_return_is_submitted_with_other_reports_than_were_read(world, reports):
    ret = world.report_all("HOU")
    with pytest.raises(Conflict):
        submit_return(ret, reports=reports, by=world.user("rdl"), at=later(1))
    assert world.ret("HOU").state == "draft"


# Freeze


def test_rule_16_what_was_not_received_is_not_reported_for_ever(world, handed_in):
    mark_not_reported([world.ret("HOU")], by=world.user("cpmo"), at=later(2))
    ret = world.ret("HOU")
    assert ret.state == "not_reported"
    assert ReturnStep.objects.last().described == "Not reported"
    for act in (
        lambda: submit_return(ret, by=world.user("rdl"), at=later(3)),
        lambda: send_back_return(ret, reason="No", by=world.user("cpmo"), at=later(3)),
        lambda: world.report("HOU-01", version=1, narrative="Too late.", at=later(3)),
        lambda: save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=later(3)),
    ):
        with pytest.raises(Refused, match="not reported"):
            act()
    assert world.ret("HOU").state == "not_reported"


def test_rule_16_nothing_is_done_to_a_return_of_a_frozen_period(world, handed_in):
    ret = handed_in
    next_period(world)
    for act in (
        lambda: save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=later(30)),
        lambda: submit_return(ret, by=world.user("rdl"), at=later(30)),
        lambda: sign_return(
            ret,
            post=world.posts["sao"],
            rating=Rating.GREEN,
            reason="",
            by=world.user("sao"),
            at=later(30),
        ),
    ):
        with pytest.raises(Refused, match="October 2026 is not open. November 2026 is"):
            act()


def test_a_programme_without_a_return_in_the_period_is_refused_in_words(world):
    programme = world.programmes["HOU"]
    new = type(programme)(
        number=9, ref="NEW", name="New programme", aim=programme.aim, sao=programme.sao,
        rdl=programme.rdl,
    )  # fmt: skip
    record(new, by=LOADER, at=NOW)
    row = record(
        Milestone(ref="NEW-01", programme=new, number=1, title="First", kind="tbc"),
        by=LOADER,
        at=NOW,
    )
    update = MilestoneUpdate(Delivery.GREEN, when(""), "Begun.", world.period.month, 0)
    with pytest.raises(Refused, match="New programme joined the plan after October 2026"):
        update_milestone(row, update, by=world.user("rdl"), at=NOW)


# The watch


def test_rule_5_the_last_rating_is_that_of_a_received_return(world, handed_in):
    signed(world, rating=Rating.RED, reason="Stuck.")
    next_period(world)
    assert months_before(world.ret("HOU"), Voice.SAO).rating is Rating.RED
    assert months_before(world.ret("HOU"), Voice.CPMO).rating is None


def test_rule_5_a_rating_in_a_return_that_was_not_received_is_no_last_rating(world, handed_in):
    signed(world, rating=Rating.RED, reason="Stuck.")
    world.report("HOU-01", version=1, narrative="A late word.", at=later(3))
    mark_not_reported([world.ret("HOU")], by=world.user("cpmo"), at=later(4))
    next_period(world)
    assert months_before(world.ret("HOU"), Voice.SAO).rating is None


MONTHS = [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]


def test_rule_7_a_forecast_that_moved_three_times_in_four_periods_is_named(world):
    forecasts = ["Jun 2027", "Jul 2027", "Aug 2027", "Aug 2027", "Sep 2027"]
    world.report("HOU-01", forecast=when(forecasts[0]))
    world.report("HOU-02")
    found = []
    for number, month in enumerate(MONTHS, start=1):
        next_period(world, month=month, at=later(24 * number))
        late = {"delivery": Delivery.AMBER, "reason": "The builder left."}
        moved = late | {"forecast": when(forecasts[number])}
        world.report("HOU-01", **moved, at=later(24 * number + 1))
        world.report("HOU-02", **late, at=later(24 * number + 1))
        at, ret = later(24 * number + 2), world.ret("HOU")
        signals = signals_of(ret, rating=Rating.AMBER, at=at, reader=CPMO)
        shown = return_rows(ret, at=at, settings=plan_settings(), reader=CPMO, rating=Rating.AMBER)
        assert list(shown.beside.signals) == signals  # what the act asks a reason for was shown
        found.append([signal.refs for signal in signals])
    assert found == [[], [], [], [("HOU-01",)]]


def test_rule_7_green_despite_what_stands_around_asks_for_the_reason(world):
    """A risk in the top band and a dependency too late, each named where it is seen."""
    register_risks(world)
    depend(world)
    world.report_all("HOU")
    world.report("HOU-01", forecast=when("Jul 2027"), version=1)
    ret = submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    at = later(4)
    found = {
        signal.name: signal.refs for signal in signals_of(ret, rating=None, at=at, reader=CPMO)
    }
    assert found[SignalName.TOP_RISK] == ("HOU-R-01",)
    assert found[SignalName.GIVER_LATE] == ("D-101",)
    given = {"post": world.posts["sao"], "rating": Rating.GREEN, "by": world.user("sao"), "at": at}
    with pytest.raises(Refused, match="1 open risk is in the top band; 1 handover is expected"):
        sign_return(ret, **given, reason="")
    sign_return(ret, **given, reason="The second supplier is signed, and JOB can wait.")


def test_rule_7_beyond_tolerance_is_silent_once_a_change_is_asked_for(world):
    """Its date is 31 December 2026 and its forecast 30 June 2027: 181 days past it."""
    ret, settings = submitted(world), plan_settings()
    settings.forecast_tolerance_days = 180
    record(settings, by=LOADER, at=NOW)

    def beyond():
        found = signals_of(ret, rating=None, at=later(4), reader=CPMO)
        return [signal.refs for signal in found if signal.name is SignalName.BEYOND_TOLERANCE]

    assert beyond() == [("HOU-01", "HOU-02", "HOU-03")]
    ask_changes(world)
    assert beyond() == [("HOU-03",)]


def test_rule_7_a_narrative_like_last_months_is_named(world):
    ret = world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=NOW)
    next_period(world)
    ret = world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("rdl"), at=later(30))
    (signal,) = signals_of(world.ret("HOU"), rating=Rating.GREEN, at=later(31), reader=CPMO)
    assert signal.words == "progress hardly changed since last month"


def test_a_signature_counts_only_since_the_return_was_last_submitted(world, signed_off):
    enact(
        Signature,
        by=world.user("sao"),
        at=later(0),
        ret=world.ret("HOU"),
        period=world.period,
        post=world.posts["sao"],
        signed_text="{}",
        sha256=fingerprint({}),
    )
    assert [row.at for row in signatures_that_stand(world.ret("HOU"))] == [later(2)]
