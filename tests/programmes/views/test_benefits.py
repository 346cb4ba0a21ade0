"""The pages of benefits: who opens them, what they show, what they take (Rule 26)."""

import time_machine

from programmes.models import Benefit, BenefitReading
from tests.programmes.benefit_steps import add, read
from tests.programmes.views.test_savings import sent, shown
from tests.world import NOW

BOXES = {"title": "Homes are let sooner", "kind": "benefit", "measure": "Days to let",
         "unit": "days", "better": "lower", "baseline": "58", "target": "35",
         "target_on": "31/3/2027", "review_on": "", "version": "0"}  # fmt: skip


def test_a_benefit_is_added_read_and_shown(world, sign_in):
    rdl = sign_in("rdl")
    typed = BOXES | {"programme": world.programmes["HOU"].pk}
    assert sent(rdl, "/benefits/add", typed).url == "/benefits/HOU-B-01"
    assert "No reading yet" in shown(rdl, "/benefits/HOU-B-01")
    page = "/benefits/HOU-B-01/read"
    assert "It has no earlier reading" in shown(rdl, page)
    assert sent(rdl, page, {"value": "41.5", "version": "0"}).status_code == 302
    told = shown(sign_in("committee"), "/benefits/HOU-B-01")
    assert "Not reached yet: 41.5 days in October 2026" in told
    assert "/read" not in told


def test_bad_input_is_refused_with_what_to_type(world, sign_in):
    add(world)
    rdl = sign_in("rdl")
    for typed in ("1.2m", "NaN", "Infinity", "1e5", "٣"):
        answer = sent(rdl, "/benefits/HOU-B-01/read", {"value": typed, "version": "0"})
        assert answer.status_code == 422, typed
    typed = BOXES | {"programme": world.programmes["HOU"].pk, "target": "70"}
    answer = sent(rdl, "/benefits/add", typed)
    assert "no worse than the baseline" in answer.content.decode()
    assert not BenefitReading.objects.exists() and Benefit.objects.count() == 1


def test_the_list_has_those_whose_day_passed_first_and_its_filters(world, sign_in):
    row = add(world, title="Late", target_on=NOW.date().replace(month=9))
    read(world, row, 50)
    reached = add(world, title="Reached")
    read(world, reached, 30)
    add(world, "JOB", title="Unread", kind="disbenefit")
    committee = sign_in("committee")
    page = shown(committee, "/benefits")
    assert page.index("Late</a>") < page.index("Unread</a>") < page.index("Reached</a>")
    only = shown(committee, "/benefits?show=late&programme=HOU")
    assert "HOU-B-01" in only and "HOU-B-02" not in only
    line = shown(committee, "/benefits.csv?show=disbenefit").splitlines()
    assert len(line) == 2 and line[1].startswith("JOB-B-01,JOB,Disbenefit,Unread")
    before = shown(committee, "/benefits?as_at=2026-11-08")
    assert "No benefit was in the record on that date." in before


def loaded(client, text, **more):
    with time_machine.travel(NOW, tick=False):
        return client.post("/benefits/load", {"file_text": text, **more})


def test_a_file_is_shown_first_and_its_own_file_loads_again(world, sign_in):
    text = "Programme,What it is,What is measured,Unit,Which way is better,Target,Reached by\n"
    text += "HOU,Homes are let sooner,Days,days,Lower is better,35,31 Mar 2027\n"
    cpmo = sign_in("cpmo")
    assert "New: 1" in loaded(cpmo, text).content.decode() and not Benefit.objects.exists()
    assert loaded(cpmo, text, confirmed="yes").status_code == 302
    assert Benefit.objects.get().better == "lower"
    again = loaded(cpmo, shown(cpmo, "/benefits.csv").lstrip("\ufeff")).content.decode()
    assert "Already there, and left as they are: HOU-B-01." in again


def test_a_files_faults_name_line_and_column(world, sign_in):
    text = "Programme,What it is,What is measured,Owner,Counted as the saving\n"
    text += "XXX,A,Days,,\nHOU,B,,,\nHOU,C,Days,Nobody,SAV-S99\nHOU,D,Days,,\nHOU,D,Days,,\n"
    answer = loaded(sign_in("cpmo"), text, confirmed="yes")
    page = answer.content.decode()
    assert answer.status_code == 422 and not Benefit.objects.exists()
    for fault in (
        "line 2, Programme: Enter the reference of an open programme",
        "line 3, What is measured: Enter what is measured",
        "line 4, Owner: Enter the title of a post",
        "line 4, Counted as the saving: Enter the reference of a saving",
        "line 6, What it is: Line 5 is of the same benefit",
    ):
        assert fault in page, fault


def test_a_row_of_a_benefit_that_is_there_names_it_once_and_by_its_own_programme(world, sign_in):
    add(world)
    title = Benefit.objects.get().title
    text = "Ref,Programme,What it is\n"
    text += f"HOU-B-01,JOB,{title}\nHOU-B-01,HOU,{title}\nHOU-B-77,HOU,{title}\n,HOU,{title}\n"
    answer = loaded(sign_in("cpmo"), text, confirmed="yes")
    page = answer.content.decode()
    assert answer.status_code == 422 and Benefit.objects.count() == 1
    for fault in (
        "line 2, Programme: Enter HOU. HOU-B-01 is of that programme",
        "line 3, What it is: Line 2 is of the same benefit. Put it on one line only",
        "line 4, Ref: Leave it empty for a new benefit. There is no benefit HOU-B-77",
        "line 5, Ref: Enter HOU-B-01. There is a benefit of this name",
    ):
        assert fault in page, fault


def test_two_programmes_may_each_have_a_benefit_of_one_name(world, sign_in):
    add(world)
    own = Benefit.objects.get()
    text = "Programme,What it is,What is measured,Unit,Which way is better\n"
    text += f"JOB,{own.title},Days,days,Lower is better\n"
    assert loaded(sign_in("cpmo"), text, confirmed="yes").status_code == 302
    assert [row.ref for row in Benefit.objects.order_by("ref")] == ["HOU-B-01", "JOB-B-01"]
