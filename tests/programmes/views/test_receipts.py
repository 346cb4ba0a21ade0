"""The pages of capital receipts: who opens them, what they show, what they take (Rule 25)."""

import time_machine

from programmes.actions.saving_month import enter_amounts
from programmes.actions.savings import NewSaving, add_savings
from programmes.models import Lot, LotProgress, ReceiptThreshold
from tests.programmes.lot_steps import lot, promise, sell
from tests.programmes.saving_steps import enter, entry, save, validate
from tests.world import NOW

M = 1_000_000
STEPS = ("expected", "agreed", "exchanged", "completed", "received")
HEAD = "Ref,Asset or lot,Programme,Agreed on,Agreed amount\n"


def shown(client, page, status=200):
    with time_machine.travel(NOW, tick=False):
        answer = client.get(page)
    assert answer.status_code == status, page
    return answer.content.decode()


def sent(client, page, typed):
    with time_machine.travel(NOW, tick=False):
        return client.post(page, typed)


def boxes(ref, version=0, **changes):
    """Return the boxes of a row as a browser sends them."""
    blank = {box: "" for name in STEPS for box in (name, f"{name}_on")}
    values = blank | {"note": "", "version": version} | changes
    return {f"{ref}-{name}": value for name, value in values.items()}


def test_the_list_says_first_what_came_in_of_what_was_promised(world, sign_in):
    sell(world, lot(world), 2 * M)
    lot(world, "Garages")
    promise(world, 5 * M)
    page = shown(sign_in("committee"), "/receipts")
    assert "£2,000,000 received of £5,000,000 promised by 31 Mar 2027." in page
    assert "£3,000,000 is covered by no sale" in page
    assert "app-drawing__narrow" in page and "The chart as a table" in page
    assert page.index("/receipts/LOT-02") < page.index("/receipts/LOT-01")  # open first
    assert "/receipts/LOT-01" not in shown(sign_in("committee"), "/receipts?stage=identified")
    assert "No asset or lot matches" in shown(sign_in("committee"), "/receipts?stage=agreed")


def test_the_files_have_the_same_rows_in_digits(world, sign_in):
    sell(world, lot(world), 2 * M)
    promise(world, 5 * M)
    rows = shown(sign_in("rdl"), "/receipts.csv").splitlines()
    assert rows[0].lstrip("\ufeff").startswith("Ref,Asset or lot,Programme,Owner,Expected on")
    assert "LOT-01" in rows[1] and ",2000000.00," in rows[1] and ",Received," in rows[1]
    chart = shown(sign_in("rdl"), "/receipts/chart.csv")
    assert "Received,2 Nov 2026,2000000.00,2000000.00" in chart
    assert "Target,31 Mar 2027,,5000000.00,2000000.00,To come" in chart


def test_a_past_day_shows_what_was_known_then_and_nothing_to_do(world, sign_in):
    sell(world, lot(world), 2 * M)
    client = sign_in("cpmo")
    assert "Add an asset" in shown(client, "/receipts")
    past = shown(client, "/receipts?as_at=2026-11-08")
    assert "No asset or lot was in the record on that date." in past and "Add an asset" not in past
    assert "was not in the record on that date" in shown(
        client, "/receipts/LOT-01?as_at=2026-11-08"
    )


def test_a_lot_is_added_changed_and_says_everything_done_to_it(world, sign_in):
    client = sign_in("sao")
    typed = {"title": "Depot", "programme": world.programmes["HOU"].pk, "version": 0}
    assert sent(client, "/receipts/add", typed).status_code == 302
    row = Lot.objects.get()
    assert (
        sent(client, "/receipts/LOT-01/edit", {"title": "Old depot", "version": 1}).status_code
        == 302
    )
    sell(world, row, 2 * M)
    page = shown(client, "/receipts/LOT-01")
    assert "Received on 2 Nov 2026 at" in page and "Old depot" in page
    assert "received on 2 Nov 2026 at £2,000,000" in page and "Asset or lot added" in page
    stale = sent(client, "/receipts/LOT-01/edit", {"title": "Mine", "version": 1})
    assert stale.status_code == 409 and "Mine" in stale.content.decode()


def test_a_month_is_entered_in_the_browser_with_every_fault_at_its_box(world, sign_in):
    lot(world), lot(world, "Garages")
    rdl = sign_in("rdl")
    assert "0 of 2 assets and lots are entered" in shown(rdl, "/receipts/month")
    good = {"agreed": "£1,234,567.89", "agreed_on": "2/11/2026"}
    bad = {"completed": "1.2m", "completed_on": "3/11/2026"}
    typed = {"period": "2026-10", **boxes("LOT-01", **good), **boxes("LOT-02", **bad)}
    answer = sent(rdl, "/receipts/month", typed)
    told = answer.content.decode()
    assert answer.status_code == 422 and "Enter all the digits, such as 1,200,000" in told
    assert "LOT-02: Exchanged on: enter when it was exchanged: it is completed" in told
    assert not LotProgress.objects.exists()
    typed = {"period": "2026-10", **boxes("LOT-01", **good), **boxes("LOT-02")}
    assert sent(rdl, "/receipts/month", typed).status_code == 302
    progress = LotProgress.objects.get()
    assert (progress.lot.ref, str(progress.agreed)) == ("LOT-01", "1234567.89")
    stale = sent(rdl, "/receipts/month", typed | boxes("LOT-01", agreed="5", agreed_on="2/11/2026"))
    assert stale.status_code == 409
    assert "Agreed amount: saved now £1,234,567.89, you typed £5" in stale.content.decode()
    same = {
        **boxes("LOT-01", version=progress.pk, **good),
        "LOT-01-same": "on",
        "period": "2026-10",
    }
    assert sent(rdl, "/receipts/month", same).status_code == 302
    assert LotProgress.objects.count() == 2
    assert 'value="1,234,567.89"' in shown(rdl, "/receipts/month?lot=LOT-01")


def test_a_target_is_set_and_a_passed_day_is_refused(world, sign_in):
    client = sign_in("cpmo")
    typed = {"due_on": "31/3/2027", "total": "600,000,000", "decided_by": "Cabinet", "reason": "x",
             "version": 0}  # fmt: skip
    refused = sent(client, "/receipts/target", typed | {"due_on": "31/12/2024"})
    assert refused.status_code == 422 and "judged by the target it had" in refused.content.decode()
    for amount in ("nan", "inf", "-5", "1e9"):
        assert sent(client, "/receipts/target", typed | {"total": amount}).status_code == 422
    assert sent(client, "/receipts/target", typed).status_code == 302
    assert ReceiptThreshold.objects.get().total == 600 * M
    assert "Versions so far: 1" in shown(client, "/receipts/target")


def test_a_file_is_previewed_then_loaded_whole_or_not_at_all(world, sign_in):
    row = lot(world)
    client = sign_in("cpmo")
    good = f"{HEAD},Garages,HOU,2/11/2026,500000\nLOT-01,{row.title},HOU,2/11/2026,£900000\n"
    page = sent(client, "/receipts/load", {"file_text": good}).content.decode()
    assert "Save both rows" in page or "Save 2 rows" in page or "Save all 2" in page
    assert not LotProgress.objects.exists()
    bad = good + "LOT-01,Other,HOU,3/11/2026,1.2m\nLOT-99,X,HOU,,\n"
    told = sent(client, "/receipts/load", {"file_text": bad, "confirmed": "yes"})
    assert told.status_code == 422 and "There is no lot LOT-99" in told.content.decode()
    assert not LotProgress.objects.exists()
    done = sent(client, "/receipts/load", {"file_text": good, "confirmed": "yes"})
    assert done.status_code == 302 and LotProgress.objects.count() == 2
    again = shown(client, "/receipts.csv").lstrip("\ufeff")
    left = sent(client, "/receipts/load", {"file_text": again}).content.decode()
    assert "There is nothing to save" in left and "left as they are: 2" in left


def test_a_page_asks_the_same_of_many_as_of_few(world, sign_in, django_assert_max_num_queries):
    client = sign_in("cpmo")
    for number in range(12):
        sell(world, lot(world, f"Lot {number}"), M)
    with django_assert_max_num_queries(20):
        shown(client, "/receipts")
    with django_assert_max_num_queries(20):
        shown(client, "/receipts/LOT-03")
    with django_assert_max_num_queries(20):
        shown(client, "/receipts/month?show=all")


def test_money_asks_the_same_of_many_as_of_few(world, sign_in, django_assert_max_num_queries):
    new = [NewSaving(programme=world.programmes["HOU"], values={"title": f"Saving {number}"})
           for number in range(60)]  # fmt: skip
    rows = add_savings(new, by=world.user("cpmo"), at=NOW)
    enter_amounts({row.ref: entry(M) for row in rows}, year=2026, by=world.user("rdl"), at=NOW)
    sell(world, lot(world), 2 * M)
    for address in ("/money", "/money?as_at=2026-11-09", "/money.csv"):
        with django_assert_max_num_queries(20):
            shown(sign_in("committee"), address)


def test_money_says_on_one_page_what_was_promised_and_what_came(world, sign_in):
    row = save(world, target=5 * M, directorate="Place")
    enter(world, row, 3 * M)
    validate(world, row, 2 * M)
    enter(world, save(world, "Of nobody's", target=M), M)
    sell(world, lot(world), 2 * M)
    promise(world, 5 * M)
    client = sign_in("committee")
    page = shown(client, "/money")
    assert "£2,000,000 validated of £6,000,000 promised for 2026/27." in page
    assert "Not yet: 33.3% by " in page and "Not met at" not in page
    assert "£2,000,000 received of £5,000,000 promised by 31 Mar 2027." in page
    assert "£3,000,000 is covered by no sale" in page and "Furthest short of target" in page
    assert "/savings?programme=HOU" in page
    parts = page[page.index("Savings by directorate, 2026/27") :]
    assert parts.index("/savings?directorate=Place") < parts.index("Not named")
    past = shown(client, "/money?as_at=2026-11-07")
    assert "Nothing is in the record of that date." in past
    rows = shown(client, "/money.csv").splitlines()
    assert rows[1].startswith("2026/27,6000000.00,") and ",2000000.00," in rows[1]


def test_a_year_of_a_target_alone_has_met_and_missed_nothing(world, sign_in):
    save(world, target=5 * M)
    client = sign_in("committee")
    for address in ("/money", "/money.csv"):
        page = shown(client, address)
        assert "No amounts are in the record." in page and "Recurrent 0.0%" not in page, address
