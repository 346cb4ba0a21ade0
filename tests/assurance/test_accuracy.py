"""Rule 23: a draft shared for accuracy is seen by one officer, until a day, and by no one else."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions import discard_draft
from assurance.actions.accuracy import comment_on_accuracy, share_for_accuracy, take_back
from assurance.models import AccuracyComment, AccuracyShare, AccuracyShareEnd, JudgementDraft
from assurance.readings.accuracy import actions_and_asked, share_of
from assurance.rules.accuracy import is_open
from assurance.words import Judgement
from irp.actions import Faulty, Refused, end_holding
from tests.assurance import shelf
from tests.assurance.views.test_requirement import text
from tests.world import LOADER, NOW

REQUIREMENT = "/requirements/PO8-T1-1"
DAY = timedelta(days=1)
LAST = (NOW + 5 * DAY).date()
COUNCIL = ("cpmo", "sao", "other_sao", "rdl", "officer")


@pytest.fixture
def draft(world):
    return shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="Eleven of forty.")


def share(world, *, with_="sao", by="commissioner", at=NOW, until=LAST):
    return share_for_accuracy(
        world.requirement, officer=world.user(with_), until=until, by=world.user(by), at=at
    )


def opened(world, name, *, at):
    user = world.user(name)
    user.acting_on = at.date()
    _, asked = actions_and_asked(user, at=at)
    return [
        share_of(user, asked_share.ref, asked_share.author, at=at).draft.rationale
        for asked_share in asked
    ]


def page_of(world, author="commissioner"):
    return f"{REQUIREMENT}/accuracy/{world.users[author].pk}"


def test_rule_23_what_an_officer_is_asked_is_read_with_what_is_overdue(
    world, draft, django_assert_num_queries
):
    share(world)
    for name, asked in (("sao", ["PO8-T1-1"]), ("cpmo", []), ("finance_validator", [])):
        user = world.user(name)
        user.kinds()  # of the account, read by every page
        with django_assert_num_queries(1):
            _, found = actions_and_asked(user, at=NOW)
        assert [asked_share.ref for asked_share in found] == asked, name


@pytest.mark.parametrize(
    ("days", "taken_back", "ended", "serves"),
    [(days, *flags) for days, flags in product((-1, 0, 1), product((False, True), repeat=3))],
)
def test_rule_23_what_keeps_it_open(days, taken_back, ended, serves):
    on = LAST + days * DAY
    found = is_open(
        until=LAST, on=on, taken_back=taken_back, draft_ended=ended, author_serves=serves
    )
    assert found is (days <= 0 and serves and not taken_back and not ended)


def test_rule_23_the_managers_find_nothing_unless_told_who_asks(world, draft):
    shared = share(world)
    comment_on_accuracy(shared, words="Twelve.", by=world.user("sao"), at=NOW)
    take_back([shared], by=world.user("commissioner"), at=NOW)
    for model in (AccuracyShare, AccuracyComment, AccuracyShareEnd, JudgementDraft):
        assert not model.objects.exists() and not model.objects.all().count()
    for name in (*COUNCIL, "administrator", "committee", "nobody"):
        assert not AccuracyShare.objects.seen_by(world.user(name), on=NOW.date()).exists()


def test_rule_23_one_officer_until_the_last_day_sees_that_draft_alone(world, draft):
    share(world)
    for name in ("cpmo", "other_sao", "rdl", "administrator", "committee", "commissioner2"):
        assert opened(world, name, at=NOW) == [], name
    assert opened(world, "sao", at=NOW) == ["Eleven of forty."]
    assert opened(world, "sao", at=NOW + 5 * DAY) == ["Eleven of forty."]
    assert opened(world, "sao", at=NOW + 6 * DAY) == []
    shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="Later words.", at=NOW + DAY)
    assert opened(world, "sao", at=NOW + DAY) == ["Eleven of forty."], "as it was shared"


@pytest.mark.parametrize("how", ["taken back", "discarded", "issued", "left"])
def test_rule_23_it_closes_at_once(world, draft, how):
    """Rule twin: each way in which `is_open` turns false, asked of the database."""
    shared, commissioner, at = share(world), world.user("commissioner"), NOW + DAY
    if how == "taken back":
        take_back([shared], by=commissioner, at=at)
    elif how == "discarded":
        discard_draft(world.requirement, by=commissioner, at=at)
    elif how == "issued":
        shelf.judge(world, Judgement.NOT_MET, at=at)
    else:
        end_holding(
            commissioner.holdings.get(), ends_on=NOW.date(), reason="Left", version=1, by=LOADER,
            at=at,
        )  # fmt: skip
    assert opened(world, "sao", at=at) == []
    sao = world.user("sao")
    assert share_of(sao, "PO8-T1-1", commissioner.pk, at=at) is None
    with pytest.raises(Refused, match="not shared with you any more"):
        comment_on_accuracy(shared, words="Twelve.", by=sao, at=at)


def test_rule_23_what_is_asked_of_a_share(world, draft):
    with pytest.raises(Faulty, match="Enter today or a later day"):
        share(world, until=(NOW - DAY).date())
    for name in ("commissioner2", "committee", "nobody", "administrator"):
        with pytest.raises(Faulty, match="holds a post of the council today"):
            share(world, with_=name)
    for name in ("cpmo", "sao", "administrator"):
        with pytest.raises(PermissionDenied):
            share(world, by=name)
    with pytest.raises(Refused, match="You have no draft"):
        share(world, by="commissioner2")
    shared = share(world)
    with pytest.raises(Faulty, match="shared with that person already"):
        share(world)
    with pytest.raises(Refused):
        take_back([shared], by=world.user("commissioner2"), at=NOW)
    with pytest.raises(Refused, match="not shared with you any more"):
        comment_on_accuracy(shared, words="Twelve.", by=world.user("cpmo"), at=NOW)
    with pytest.raises(Faulty, match="Enter what is not accurate"):
        comment_on_accuracy(shared, words=" \n", by=world.user("sao"), at=NOW)
    comment = comment_on_accuracy(shared, words="Twelve.", by=world.user("sao"), at=NOW)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AccuracyComment.objects.of([shared]).update(words="Nothing")
    assert (comment.by_name, comment.by_post) == ("Person sao", "Post of sao")


@time_machine.travel(NOW, tick=False)
def test_rule_23_from_the_draft_to_the_comment_and_back(world, draft, sign_in):
    author, officer = sign_in("commissioner"), sign_in("sao")
    form = f"{REQUIREMENT}/draft/accuracy"
    blank = author.post(form, {"officer": "", "until": ""})
    assert blank.status_code == 422 and "Choose a person" in text(blank)
    sent = {"officer": world.users["sao"].pk, "until": "14 11 2026"}
    assert author.post(form, sent).status_code == 302
    assert "Open until 14 Nov 2026" in text(author.get(form))
    home = text(officer.get("/"))
    assert "Check a draft for accuracy: PO8-T1-1" in home and "Eleven" not in home
    page = officer.get(page_of(world))
    assert "Shared with you for accuracy until 14 Nov 2026; not a judgement" in text(page)
    assert "Eleven of forty." in text(page)
    empty = officer.post(page_of(world), {"words": ""})
    assert empty.status_code == 422
    assert officer.post(page_of(world), {"words": "It is twelve."}).status_code == 302
    assert "It is twelve." in text(officer.get(page_of(world)))
    assert "It is twelve." in text(author.get(form))
    assert "1 comment on accuracy" in text(author.get("/"))
    for name in ("commissioner2", "cpmo", "administrator", "committee", "other_sao", "rdl"):
        client = sign_in(name)
        assert client.get(page_of(world)).status_code == 404, name
        assert "Check a draft" not in text(client.get("/")), name
        assert "twelve" not in text(client.get(REQUIREMENT)), name
    assert "It is twelve." not in text(sign_in("commissioner2").get(form)), "not shared with them"
    back = f"{form}/{world.users['sao'].pk}/take-back"
    assert sign_in("commissioner2").get(back).status_code == 404
    assert "cannot open it from now on" in text(author.get(back))
    assert author.post(back, {"confirmed": "on"}).status_code == 302
    assert officer.get(page_of(world)).status_code == 404
    assert "Check a draft" not in text(officer.get("/"))
    assert "It is twelve." in text(author.get(form)), "it is kept"


def test_rule_23_commissioners_it_is_shared_with_read_the_comments(world, sign_in):
    shelf.judge(world, Judgement.NOT_MET, issued=False, shared=True)
    shared = share(world)
    comment_on_accuracy(shared, words="It is twelve.", by=world.user("sao"), at=NOW)
    with time_machine.travel(NOW, tick=False):
        assert "It is twelve." in text(
            sign_in("commissioner2").get(f"{REQUIREMENT}/draft/accuracy")
        )
