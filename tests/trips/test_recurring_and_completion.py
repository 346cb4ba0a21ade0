"""Rules 10 and 15: a recurring row and a completion, from empty to finished, by the client."""

import pytest
from django.urls import reverse

from programmes.models import CompletionAct, Occurrence
from tests.programmes.steps import recurring
from tests.trips.test_month import (
    TEXTS,
    Trip,
    hidden,
    open_the_month,
    read_to_submit,
    report,
    sent,
    step,
)
from tests.world import build

ROW = "HOU-20"
HELD = reverse("programmes:occurrence_report", args=[ROW, "2026-10-31"])


@pytest.fixture
def trip(transactional_db, settings, tmp_path, monkeypatch) -> Trip:
    settings.PACK_STORE = tmp_path
    trip = Trip(build(with_period=False))
    monkeypatch.setattr("packs.actions.packs.ring", trip.rung.append)
    recurring(trip.world, start="To be confirmed", ref=ROW)
    open_the_month(trip)
    return trip


@pytest.mark.django_db(transaction=True)
def test_a_recurring_row_from_no_first_date_to_a_signed_return(trip):
    set_the_first_date(trip)
    report_what_was_due(trip)
    submit_with_it(trip)
    with trip.acting("sao", 11) as client:
        page = client.get(step("sign"))
        assert "30 Oct 2026" in page.content.decode()
        form = {name: hidden(page, name) for name in ("version", "post")}
        sent(client, step("sign"), form | {"rating": "green", "reason": ""})
    assert trip.ret("HOU").state == "signed"
    assert Occurrence.objects.get().turn == "held"


def set_the_first_date(trip: Trip) -> None:
    """The RDL says from which day occurrences are counted; until then none is due."""
    address = reverse("programmes:first_date", args=[ROW])
    with trip.acting("rdl", 3) as client:
        assert client.get(HELD).status_code == 404
        form = {"version": hidden(client.get(address), "version"), "first_on": "31/10/2026"}
        assert "the first date is 31 Oct 2026" in sent(client, address, form)


def report_what_was_due(trip: Trip) -> None:
    """A missed one is refused without its reason, and what was typed stays; then it is Held."""
    with trip.acting("rdl", 4) as client:
        page = client.get(HELD)
        form = {name: hidden(page, name) for name in ("period", "version")} | {
            "turn": "missed",
            "done_on": "",
            "reason": "",
        }
        assert client.post(HELD, form).status_code == 422
        held = form | {"turn": "held", "done_on": "30/10/2026"}
        assert "is held on 30 Oct 2026" in sent(client, HELD, held)
        assert "30 Oct 2026" in client.get(f"/milestones/{ROW}").content.decode()


def submit_with_it(trip: Trip) -> None:
    """The return goes to its SAO with the occurrence in it."""
    with trip.acting("rdl", 9) as client:
        for ref in ("HOU-01", "HOU-02", "HOU-03"):
            report(client, ref)
        report(client, ROW, forecast="")
        version = hidden(client.get(step("edit")), "version")
        sent(client, step("edit"), TEXTS | {"version": version})
        assert "submitted to its SAO" in sent(client, step("submit"), read_to_submit(client))


@pytest.mark.django_db(transaction=True)
def test_a_completion_from_the_setting_to_the_second_persons_word(trip):
    ask_for_a_second_person(trip)
    with trip.acting("rdl", 4) as client:
        done = {"delivery": "complete", "forecast": "", "actual_on": "30/10/2026"}
        report(client, "HOU-01", **done, evidence="Minute 12")
        assert "Complete, not confirmed" in client.get("/milestones/HOU-01").content.decode()
    confirm_it(trip)
    with trip.acting("commissioner", 6) as client:
        assert "Complete, not confirmed" not in client.get("/milestones/HOU-01").content.decode()
    acts = CompletionAct.objects.order_by("at").values_list("what", "by_name")
    assert [by for _, by in acts] == ["Person sao", "Person sao"]


def ask_for_a_second_person(trip: Trip) -> None:
    """The CPMO sets that completions of Housing are confirmed."""
    address = reverse("programmes:confirmation_set", args=["HOU"])
    with trip.acting("cpmo", 3) as client:
        form = {"version": hidden(client.get(address), "version"), "confirms": "yes"}
        assert "need a second person’s confirmation" in sent(client, address, form)


def confirm_it(trip: Trip) -> None:
    """Who reported it is refused; the SAO says first why not, then confirms."""
    address = reverse("programmes:completion_confirm", args=["HOU-01"])
    with trip.acting("rdl", 4) as client:
        form = {"version": hidden(client.get(address), "version"), "answer": "confirmed"}
        refused = client.post(address, form | {"reason": ""})
        assert refused.status_code == 422
        assert "somebody else has to confirm" in refused.content.decode()
    with trip.acting("sao", 5) as client:
        no = {"answer": "not_confirmed", "reason": ""}
        form = {"version": hidden(client.get(address), "version")}
        assert client.post(address, form | no).status_code == 422
        sent(client, address, form | no | {"reason": "The minute names another site."})
        form = {"version": hidden(client.get(address), "version")}
        sent(client, address, form | {"answer": "confirmed", "reason": ""})
