"""A step of a return is taken on what was read, whatever was done meanwhile (Rules 2, 15 and 16).

Every step that a page takes, with every act that somebody else may land between its page's reading
and it: it is refused, or told as a conflict, and writes nothing.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from irp.models import ReportingPeriod
from packs.actions import freeze_period
from programmes.actions import rate_return, sign_return, submit_return
from programmes.actions.returns import assure_return, send_back_return, take_back_return
from programmes.models import Confidence, Point, Return, ReturnStep, Signature
from programmes.words import Rating
from tests.irp.test_sent import REPORTED, RET, ROW, hidden_in, opened
from tests.programmes.steps import met, recurring

GREEN = {"rating": Rating.GREEN, "reason": ""}


def submit(world, **given):
    submit_return(world.ret("HOU"), by=world.user("rdl"), **given)


def take_back(world, **given):
    take_back_return(world.ret("HOU"), reason="A slip.", by=world.user("rdl"), **given)


def send_back(world, **given):
    send_back_return(world.ret("HOU"), reason="Say more.", by=world.user("cpmo2"), **given)


def sign(world, **given):
    given |= {"post": world.posts["sao"], "by": world.user("sao")} | GREEN
    sign_return(world.ret("HOU"), **given)


def rate(world, **given):
    rate_return(world.ret("HOU"), **GREEN, by=world.user("cpmo2"), **given)


def assure(world, **given):
    rate(world, **given)
    assure_return(world.ret("HOU"), by=world.user("cpmo2"), **given)


def report(world, **given):
    world.report("HOU-01", version=1, narrative="More was done.", **given)


def reopened_and_submitted(world, **given):
    report(world, **given)
    submit(world, **given)


def freeze(world, **given):
    period = ReportingPeriod.objects.get(pk=world.period.pk)
    by = world.user("cpmo2")
    freeze_period(period, version=period.version, reason="Late", drafts=False, by=by, **given)


MEANWHILE = {
    "return_submit": (submit, report, freeze),
    "return_edit": (submit, freeze),
    "return_sign": (sign, take_back, send_back, report, reopened_and_submitted, freeze),
    "return_take_back": (sign, take_back, send_back, report, reopened_and_submitted, freeze),
    "return_send_back": (assure, send_back, report, reopened_and_submitted, freeze),
    "return_assure": (rate, assure, send_back, report, reopened_and_submitted, freeze),
    "return_challenge": (take_back, send_back, report, freeze),
}
WHO = {"return_submit": "rdl", "return_edit": "rdl", "return_take_back": "rdl",
       "return_sign": "sao"}  # fmt: skip


def written(world) -> list[int]:
    """Return how much is on record of returns: any act on one adds to it."""
    acts = [model.objects.count() for model in (ReturnStep, Confidence, Signature, Point)]
    return [*acts, Return.history.count()]


@pytest.mark.parametrize(
    ("name", "act"), [(name, act) for name, acts in MEANWHILE.items() for act in acts]
)
def test_rule_15_no_step_is_taken_past_what_was_done_meanwhile(
    world, sign_in, meanwhile, name, act
):
    client, landed = sign_in(WHO.get(name, "cpmo")), []
    if name == "return_edit":
        world.report_all("HOU")
    address, sent = opened(client, world, name)

    def land():
        act(world, at=timezone.now() + timedelta(seconds=1))
        landed.append(written(world))

    meanwhile(land)
    answer = client.post(address, sent)
    assert answer.status_code in {409, 422}
    assert [written(world)] == landed


TOLD = {
    "/milestones/HOU-01/update": REPORTED | {"narrative": "More was done.", "version": "1"},
    f"{RET}/milestones": {f"HOU-01-{name}": words for name, words in ROW.items()},
    "/milestones/HOU-20/occurrences/2026-10-31": {"turn": "held", "done_on": "28/10/2026"},
}


@pytest.mark.parametrize("address", TOLD)
def test_rule_15_nobody_cancels_a_signature_that_their_page_did_not_tell_of(
    world, sign_in, meanwhile, address
):
    """The page that comes back warns of it: saved again it is meant."""
    recurring(world)
    met(world)
    world.report_all("HOU")
    client = sign_in("rdl")
    hidden = hidden_in(client.get(address).content.decode(), address)
    of_page = {"version", "period", "draft", "HOU-01-version"}
    sent = {name: value for name, value in hidden.items() if name in of_page} | TOLD[address]
    submit(world, at=timezone.now())
    meanwhile(lambda: sign(world, at=timezone.now()))
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The return was signed after you opened this page." in page
    assert 'name="draft"' not in page
    assert world.ret("HOU").state == "signed"
    del sent["draft"]
    assert client.post(address, sent).status_code == 302
    assert world.ret("HOU").state == "draft"
