"""The pages of savings: who opens them, what they show, what they take (Rule 26)."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from irp.actions import Faulty
from irp.history import record
from programmes.actions import sign_return, submit_return
from programmes.actions.savings import NewSaving, add_saving, add_savings
from programmes.models import Programme, Saving, SavingAmounts, SavingTarget, SavingValidation
from programmes.readings.saving_rows import savings_with_posts
from programmes.words import Rating
from tests.programmes.saving_steps import enter, save, validate
from tests.world import NOW

M = 1_000_000
HEADS = ("identified", "approved", "in_delivery", "delivered", "forecast")


def shown(client, page, status=200):
    with time_machine.travel(NOW, tick=False):
        answer = client.get(page)
    assert answer.status_code == status, page
    return answer.content.decode()


def sent(client, page, typed):
    with time_machine.travel(NOW, tick=False):
        return client.post(page, typed)


def amounts(row, version=0, **changes):
    """Return the boxes of a row as a browser sends them."""
    boxes = dict.fromkeys(HEADS, "1,000,000.00")
    boxes |= {"full_year": "", "late": "", "confidence": "high", "note": "", "version": version}
    return {f"{row.ref}-{name}": value for name, value in (boxes | changes).items()}


def test_the_list_says_first_what_is_validated_of_what_was_promised(world, sign_in):
    row = save(world, "A", target=40 * M, directorate="Place")
    save(world, "Without a target")
    enter(world, row, 37 * M)
    validate(world, row, 36 * M)
    page = shown(sign_in("committee"), "/savings")
    assert "£36,000,000 validated of £40,000,000 promised for 2026/27." in page
    assert "; judged on 31 Mar 2027. More than 90% is needed. Recurrent 90.0%." in page
    assert "The bridge as a table" in page and "app-drawing__narrow" in page
    assert page.index("SAV-S01") < page.index("SAV-S02")
    assert "No target" in page


def test_savings_that_the_year_says_nothing_of_are_a_line_that_opens(world, sign_in):
    enter(world, save(world, "A", target=M), M)
    save(world, "B")
    save(world, "C")
    client = sign_in("committee")
    page = shown(client, "/savings")
    line = page.index("2 savings with no target and no amount for this year")
    assert page.index(">SAV-S01<") < line < page.index(">SAV-S02<") < page.index(">SAV-S03<")
    assert "3 of 3 savings, 2026/27" in page
    alone = shown(client, "/savings?show=no_target")
    assert ">SAV-S02<" in alone and "with no target and no amount" not in alone


def test_the_filters_choose_rows_and_what_they_come_to(world, sign_in):
    first, second = save(world, "A", target=M, directorate="Place"), save(world, "B", target=2 * M)
    enter(world, first, M)
    enter(world, second, M)
    client = sign_in("rdl")
    page = shown(client, "/savings?directorate=Place")
    assert "SAV-S01" in page and ">SAV-S02<" not in page
    assert "£0 validated of £1,000,000 promised" in page
    assert "These are the amounts of 1 of 2 savings." in page
    assert ">SAV-S02<" in shown(client, "/savings?show=short")
    assert "is not a choice of" in shown(client, "/savings?year=1999")
    assert "No savings match" in shown(client, "/savings?recurrence=one_off")


def test_the_file_has_the_same_rows_in_digits(world, sign_in):
    row = save(world, target=5 * M)
    enter(world, row, M)
    page = shown(sign_in("rdl"), "/savings.csv")
    head, first = page.splitlines()[:2]
    assert head.lstrip("\ufeff").startswith("Ref,What is saved,Programme")
    assert "SAV-S01" in first and ",5000000.00," in first and ",2026/27," in first


def test_a_past_day_shows_what_was_known_then_and_nothing_to_do(world, sign_in):
    save(world, target=5 * M)
    client = sign_in("cpmo")
    assert "Add a" in shown(client, "/savings")
    past = shown(client, "/savings?as_at=2026-11-08")
    assert "No saving was in the record on that date." in past and "Add a" not in past


def test_a_saving_says_what_replaces_it_and_everything_done_to_it(world, sign_in):
    row, other = save(world, "A", target=5 * M), save(world, "B", target=M)
    enter(world, row, M)
    enter(world, other, 2 * M)
    page = f"/savings/{row.ref}"
    typed = {
        "by_ref": other.ref,
        "year": "2026/27",
        "basis": "whole",
        "reason": "Late",
        "version": 1,
    }
    assert sent(sign_in("sao"), f"{page}/replace", typed).status_code == 302
    told = shown(sign_in("sao"), page)
    assert "£2,000,000 short" in told and "counted" in told
    assert "SAV-S02 replaces SAV-S01" in told
    for there in ("/savings", f"/savings/{other.ref}"):
        assert "counted with SAV-S01" in " ".join(shown(sign_in("sao"), there).split())
    again = sent(sign_in("sao"), f"/savings/{other.ref}/replace", typed | {"by_ref": row.ref})
    assert again.status_code == 422
    assert "a circle: SAV-S01 → SAV-S02 → SAV-S01" in again.content.decode()
    ended = sent(
        sign_in("sao"), f"{page}/replaced/2026/{other.ref}/end", {"reason": "Mistake", "version": 1}
    )
    assert ended.status_code == 302
    assert "SAV-S02 no longer replaces SAV-S01" in shown(sign_in("sao"), page)


def test_rule_26_12_million_in_letters_is_refused_with_what_to_type(world, sign_in):
    save(world)
    typed = {"year": "2026/27", "in_year": "1.2m", "decided_by": "Council", "reason": "x",
             "version": 0}  # fmt: skip
    answer = sent(sign_in("cpmo"), "/savings/SAV-S01/target", typed)
    assert answer.status_code == 422
    assert "Enter all the digits, such as 1,200,000" in answer.content.decode()
    answer = sent(sign_in("cpmo"), "/savings/SAV-S01/target", typed | {"in_year": "£1,234,567.89",
                                                                     "year": "2026"})  # fmt: skip
    assert "Enter a financial year such as 2026/27" in answer.content.decode()


def test_a_month_is_entered_and_validated_in_the_browser(world, sign_in):
    first, second = save(world, "A", target=2 * M), save(world, "B")
    rdl, finance = sign_in("rdl"), sign_in("finance_validator")
    assert "2 savings are entered" in shown(rdl, "/savings/month").replace("0 of ", "")
    typed = {"period": "2026-10", **amounts(first), **amounts(second, **dict.fromkeys(HEADS, ""),
                                                               confidence="")}  # fmt: skip
    assert sent(rdl, "/savings/month", typed).status_code == 302
    (entry,) = SavingAmounts.objects.all()
    assert (entry.saving, entry.delivered, entry.late) == (first, M, 0)
    page = shown(finance, "/savings/validate")
    assert "SAV-S01" in page and "SAV-S02" not in page
    checked = {
        "period": "2026-10", "SAV-S01-version": entry.pk, "SAV-S01-checked": 0,
        "SAV-S01-in_year": "900,000", "SAV-S01-full_year": "", "SAV-S01-evidence": "Ledger 7100",
    }  # fmt: skip
    assert sent(finance, "/savings/validate", checked).status_code == 302
    assert SavingValidation.objects.get().in_year == 900_000
    assert "No delivered amount is left to validate" in shown(finance, "/savings/validate")


def test_a_month_of_200_savings_is_entered_and_validated_as_one_page_each(world, sign_in):
    """What the page of 200 rows holds is what a browser sends: all of it is read at once."""
    new = [NewSaving(programme=world.programmes["HOU"], values={"title": f"Saving {number}"})
           for number in range(200)]  # fmt: skip
    add_savings(new, by=world.user("cpmo"), at=NOW)
    entered = dict.fromkeys(HEADS, "9,000.25") | {"confidence": "high"}
    for who, address, typed in (
        ("rdl", "/savings/month", entered),
        ("finance_validator", "/savings/validate", {"in_year": "£9,000.25", "evidence": "Ledger"}),
    ):
        client = sign_in(who)
        boxes = boxes_of(shown(client, address))
        assert sum(name.endswith("-version") for name in boxes) == 200
        for name in boxes:
            boxes[name] = typed.get(name.rpartition("-")[2], boxes[name])
        with CaptureQueriesContext(connection) as asked:
            assert sent(client, address, {"period": "2026-10", **boxes}).status_code == 302
        assert len(asked) < 100
    assert SavingAmounts.objects.count() == SavingValidation.objects.count() == 200


def boxes_of(page):
    """Return the boxes of the rows of a month's page with what stands in them; none is ticked."""
    tags = re.findall(r"<(?:input|select)[^>]*name=\"SAV-S[^>]*>", page)
    told = [dict(re.findall(r"(\w+)=\"([^\"]*)\"", tag)) for tag in tags]
    return {box["name"]: box.get("value", "") for box in told if box.get("type") != "checkbox"}


def test_every_fault_of_a_month_is_beside_its_box_and_nothing_is_lost(world, sign_in):
    rows = [save(world, "A"), save(world, "B")]
    typed = {"period": "2026-10", **amounts(rows[0], approved="2,000,000", confidence=""),
             **amounts(rows[1], delivered="1.2m")}  # fmt: skip
    answer = sent(sign_in("rdl"), "/savings/month", typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and not SavingAmounts.objects.exists()
    assert "SAV-S01: Approved: enter £1,000,000 or less, or more as identified" in page
    assert "Choose how sure you are of the forecast" in page
    assert "This field" not in page
    assert 'value="1.2m"' in page and "Enter all the digits" in page


def test_no_change_is_an_act_of_the_month(world, sign_in):
    row = save(world)
    first = enter(world, row, M)
    typed = {"period": "2026-10", **amounts(row, first.pk, same="on")}
    assert sent(sign_in("rdl"), "/savings/month", typed).status_code == 302
    assert [entry.delivered for entry in row.amounts.order_by("pk")] == [M, M]
    newest = row.amounts.latest("pk").pk
    both = {"period": "2026-10", **amounts(row, newest, same="on", forecast="2,000,000")}
    answer = sent(sign_in("rdl"), "/savings/month", both)
    assert answer.status_code == 422 and "Untick “No change”" in answer.content.decode()


def test_4a1_a_conflict_keeps_the_rest_and_shows_both_amounts(world, sign_in):
    first, second = save(world, "A"), save(world, "B")
    enter(world, first, 3 * M)
    typed = {"period": "2026-10", **amounts(first), **amounts(second)}
    answer = sent(sign_in("sao"), "/savings/month", typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "saved now £3,000,000, you typed £1,000,000" in page
    assert [entry.saving for entry in SavingAmounts.objects.order_by("pk")] == [first, second]
    again = typed | amounts(first, SavingAmounts.objects.get(saving=first).pk)
    assert sent(sign_in("sao"), "/savings/month", again).status_code == 302
    assert SavingAmounts.objects.filter(saving=first).latest("pk").delivered == M


def test_4a1_a_validation_is_set_beside_the_validation_saved_first_and_no_other_amount(
    world, sign_in
):
    row = save(world, "A")
    enter(world, row, 3 * M)
    seen = SavingAmounts.objects.get(saving=row).pk
    validate(world, row, 2 * M)
    typed = {"in_year": "1,000", "full_year": "1,000", "evidence": "Ledger", "version": seen}
    boxes = {f"{row.ref}-{name}": value for name, value in (typed | {"checked": 0}).items()}
    answer = sent(sign_in("finance_validator"), "/savings/validate", {"period": "2026-10", **boxes})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Validated in-year amount: now £2,000,000, you typed £1,000" in page
    assert "Delivered: now £3,000,000</span>" in page and 'value="Ledger"' in page


def test_a_fault_that_begins_with_a_reference_keeps_its_capitals(world, sign_in):
    first, second, third = (save(world, name, target=M) for name in "ABC")
    typed = {"by_ref": third.ref, "year": "2026/27", "basis": "whole", "reason": "Why"}
    typed |= {"version": 1}
    client = sign_in("cpmo")
    assert sent(client, f"/savings/{first.ref}/replace", typed).status_code == 302
    page = sent(client, f"/savings/{second.ref}/replace", typed).content.decode()
    assert "SAV-S03 replaces SAV-S01 in this year" in page and "sAV" not in page


def test_rule_26_the_owner_is_told_why_they_do_not_validate(world, sign_in):
    row = save(world, owner=world.posts["finance_validator"])
    enter(world, row, M)
    page = shown(sign_in("finance_validator"), "/savings/validate")
    assert "You hold the post that owns this saving" in page and "SAV-S01-in_year" not in page


def test_a_month_of_an_address_that_is_over_is_not_written(world, sign_in):
    row = save(world)
    typed = {"period": "2026-09", **amounts(row)}
    answer = sent(sign_in("rdl"), "/savings/month", typed)
    assert answer.status_code == 422 and "The open month is October 2026 now" in (
        answer.content.decode()
    )


def test_who_owns_no_saving_has_none_to_enter(world, sign_in):
    save(world)
    assert "No savings of yours match" in shown(sign_in("other_sao"), "/savings/month")
    assert Saving.objects.count() == 1


def test_your_work_of_a_finance_validator_names_what_waits(world, sign_in):
    row = save(world, "A", target=2 * M)
    enter(world, row, M)
    page = shown(sign_in("finance_validator"), "/")
    assert "Validate 1 saving" in page and "£1,000,000 delivered" in page
    assert page.index("Savings to validate") < page.index("Where the plan stands")
    validate(world, row, M)
    page = shown(sign_in("finance_validator"), "/")
    assert "No delivered amount is left to validate." in page
    assert "Savings to validate" not in shown(sign_in("committee"), "/")


HEAD = "Ref,What is saved,Programme,Recurrent or one-off,Financial year,In-year target,"
HEAD += "Who decided the target,Reason for the target\n"
CARS = {"file_text": "What is saved,Programme\nFewer cars,HOU\n", "confirmed": "yes"}


def test_4a10_a_file_is_shown_first_and_then_saved_whole(world, sign_in):
    row = save(world, "Agency staff", target=M)
    text = HEAD + (
        f'{row.ref},Agency staff,HOU,,2026/27,"£1,500,000.50",Council,Recut\n'
        ",Fewer cars,HOU,One-off,2026/27,2000000,Council,Budget\n"
    )
    client = sign_in("cpmo")
    page = sent(client, "/savings/load", {"file_text": text})
    assert page.status_code == 200 and Saving.objects.count() == 1
    told = page.content.decode()
    assert "New targets: 1" in told and "£1,500,000.50" in told and "Save both rows" in told
    assert sent(client, "/savings/load", {"file_text": text, "confirmed": "yes"}).status_code == 302
    new = Saving.objects.get(title="Fewer cars")
    assert (new.ref, new.recurrence, new.targets.get().in_year) == ("SAV-S02", "one_off", 2 * M)
    assert [target.number for target in row.targets.all()] == [1, 2]
    again = sent(client, "/savings/load", {"file_text": text.replace(",Fewer", "SAV-S02,Fewer")})
    assert "There is nothing to save." in again.content.decode()


def test_4a10_every_fault_of_a_file_names_its_line_and_nothing_is_saved(world, sign_in):
    text = HEAD + (
        "SAV-S99,Agency staff,HOU,,,,,\n"
        ",Fewer cars,XXX,Now and then,2026/27,1.2m,Council,Budget\n"
        ",Lower rents,HOU,,2026,5,,\n"
        ",Lower rents,HOU,,,,,\n"
    )
    answer = sent(sign_in("cpmo"), "/savings/load", {"file_text": text, "confirmed": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 422 and not Saving.objects.exists()
    for fault in (
        "line 2, Ref: Leave it empty for a new saving. There is no saving SAV-S99",
        "line 3, Programme: Enter the reference of an open programme",
        "line 3, Recurrent or one-off: Enter Recurrent or One-off",
        "line 3, In-year target: Enter all the digits",
        "line 4, Financial year: Enter a financial year such as 2026/27",
        "line 5, What is saved: Line 4 is of the same saving",
    ):
        assert fault in page, fault


def test_4a10_a_saving_that_was_added_between_preview_and_confirming_is_not_added_twice(
    world, sign_in, monkeypatch
):
    """Two people confirm the same file: the second is told, and no saving is counted twice."""
    read, asked = "programmes.forms.saving_file.savings_with_posts", []
    sent(sign_in("rdl"), "/savings/load", CARS)

    def meanwhile():
        asked.append(1)
        return Saving.objects.none() if len(asked) == 1 else savings_with_posts()

    monkeypatch.setattr(read, meanwhile)
    answer = sent(sign_in("cpmo"), "/savings/load", CARS)
    assert answer.status_code == 422
    assert "Enter SAV-S01. There is a saving of this name" in answer.content.decode()
    assert Saving.objects.count() == Saving.history.count() == 1


def test_rule_18d_no_saving_is_added_to_a_programme_that_was_closed_meanwhile(world):
    read = Programme.objects.get(ref="HOU")
    now = Programme.objects.get(ref="HOU")
    now.closed_on = NOW.date()
    record(now, by="test", at=NOW)
    with pytest.raises(Faulty) as told:
        add_saving(read, {"title": "Fewer cars"}, by=world.user("cpmo"), at=NOW)
    assert "is closed. Choose another programme" in told.value.faults["programme"]
    assert not Saving.objects.exists()


def test_4a10_a_long_file_is_written_in_as_many_statements_as_a_short_one(
    world, sign_in, django_assert_max_num_queries
):
    rows = "".join(f",Saving {number},HOU,,2026/27,5,Council,Budget\n" for number in range(200))
    client = sign_in("cpmo")
    with django_assert_max_num_queries(40):
        sent(client, "/savings/load", {"file_text": HEAD + rows, "confirmed": "yes"})
    assert Saving.objects.count() == Saving.history.count() == SavingTarget.objects.count() == 200
    assert Saving.objects.order_by("pk").last().ref == "SAV-S200"


def test_rule_26_a_lead_loads_savings_of_their_own_without_targets(world, sign_in):
    text = HEAD + ",Fewer cars,HOU,,2026/27,5,Council,Budget\n"
    answer = sent(sign_in("rdl"), "/savings/load", {"file_text": text})
    assert "Only CPMO can record targets of savings" in answer.content.decode()
    plain = {"file_text": "What is saved,Programme\nFewer cars,HOU\n", "confirmed": "yes"}
    assert sent(sign_in("rdl"), "/savings/load", plain).status_code == 302
    other = {"file_text": "What is saved,Programme\nFewer vans,HOU\n"}
    assert "It is no programme of yours" in (
        sent(sign_in("other_sao"), "/savings/load", other).content.decode()
    )


def test_a_programmes_savings_stand_beside_its_rating_at_a_past_day_too(world, sign_in):
    row = save(world, target=5 * M)
    enter(world, row, 3 * M)
    validate(world, row, 2 * M)
    words = "£2,000,000 validated of £5,000,000 promised in 2026/27"
    client = sign_in("cpmo")
    assert words in shown(client, "/programmes/HOU")
    assert words in shown(client, "/programmes/HOU?as_at=2026-11-09")
    assert "promised in 2026/27" not in shown(client, "/programmes/HOU?as_at=2026-11-07")


def test_savings_stand_beside_the_rating_that_is_given(world, sign_in):
    enter(world, save(world, target=5 * M), 3 * M)
    world.report_all("HOU")
    ret = submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW)
    words = "£0 validated of £5,000,000 promised in 2026/27; £3,000,000 forecast"
    assert words in shown(sign_in("sao"), "/returns/HOU/2026-10/sign")
    rating = {"rating": Rating.GREEN, "reason": "On track"}
    sign_return(ret, post=world.posts["sao"], **rating, by=world.user("sao"), at=NOW)
    assert words in shown(sign_in("cpmo"), "/returns/HOU/2026-10/assure")
