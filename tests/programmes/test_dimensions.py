"""Rule 2: what an SAO judges beside the overall rating, who sees it, that it is signed."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.db import IntegrityError, transaction

from irp.actions import Refused
from irp.history import enact
from programmes.actions import rate_return, sign_return, submit_return
from programmes.facts.dimensions import NOT_JUDGED, Dimensions
from programmes.models import Confidence, Signature
from programmes.readings.signing import differences
from programmes.rules.ratings import dimension_faults
from programmes.words import Dimension, Rating
from tests.dashboards import months
from tests.programmes.views.test_savings import shown
from tests.world import NOW

JUDGED = Dimensions(
    given={Dimension.TIME: Rating.GREEN, Dimension.COST: Rating.AMBER}, reason="Roofs cost more."
)


def sign(world, dimensions=JUDGED):
    ret = submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    return sign_return(
        ret, post=world.posts["sao"], rating=Rating.GREEN, reason="As planned",
        dimensions=dimensions, by=world.user("sao"), at=NOW,
    )  # fmt: skip


def test_rule_5_amber_and_red_of_a_dimension_need_a_reason():
    given = {Dimension.COST: Rating.RED, Dimension.TIME: Rating.AMBER}
    assert dimension_faults(given=given, reason=" ") == [
        "Enter why you judge time Amber and cost Red"
    ]
    assert dimension_faults(given=given | {Dimension.PEOPLE: Rating.RED}, reason="") == [
        "Enter why you judge time Amber, cost Red and people Red"
    ]
    assert dimension_faults(given=given, reason="Roofs") == []
    assert dimension_faults(given={Dimension.COST: Rating.GREEN}, reason="") == []


def test_rule_2_the_rating_does_not_follow_from_the_dimensions(world):
    sign(world, Dimensions(given=dict.fromkeys(Dimension, Rating.RED), reason="All of it."))
    confidence = Confidence.objects.get()
    assert (confidence.rating, confidence.time, confidence.benefits) == ("green", "red", "red")


def test_rule_15_what_is_judged_is_signed(world):
    ret = sign(world)
    signature = Signature.objects.get()
    signed = json.loads(signature.signed_text)["dimensions"]
    assert signed == {"time": "green", "cost": "amber", "dimensions_reason": "Roofs cost more."}
    assert differences(signature, ret) == []


def test_a_signature_without_any_is_bound_to_a_text_without(world):
    sign(world, NOT_JUDGED)
    assert "dimensions" not in json.loads(Signature.objects.get().signed_text)


def test_what_lacks_its_reason_is_refused_whole(world):
    bare = Dimensions(given={Dimension.COST: Rating.RED})
    with pytest.raises(Refused, match="Enter why you judge cost Red"), transaction.atomic():
        sign(world, bare)
    assert not Signature.objects.exists()


def test_rule_2_cpmo_sees_them_once_it_has_rated_and_others_with_the_rating(world, sign_in):
    ret = sign(world)
    cpmo, page = sign_in("cpmo"), "/returns/HOU/2026-10"
    for address in (page, f"{page}/assure", "/programmes/HOU"):
        assert "Roofs cost more." not in shown(cpmo, address), address
    assert "Roofs cost more." in shown(sign_in("committee"), page)
    assert "Roofs cost more." in shown(sign_in("committee"), "/programmes/HOU")
    rate_return(ret, rating=Rating.GREEN, reason="Agreed", by=world.user("cpmo"), at=NOW)
    told = shown(cpmo, f"{page}/assure")
    assert "Roofs cost more." in told and "Not judged" in told


def test_rule_2_the_portfolio_shows_them_where_it_shows_the_rating(world, sign_in):
    ret = sign(world)
    cpmo, committee = sign_in("cpmo"), sign_in("committee")
    assert "Cost amber" not in shown(cpmo, "/portfolio")
    page = shown(committee, "/portfolio")
    assert page.count("Beside it the SAO judges:") == 1  # nobody has signed the other's
    assert "Time green" in page and "Cost amber" in page and "Scope not judged" in page
    rate_return(ret, rating=Rating.GREEN, reason="Agreed", by=world.user("cpmo"), at=NOW)
    assert "Cost amber" in shown(cpmo, "/portfolio")


def test_rule_2_the_portfolio_as_a_file_has_a_column_of_each_and_no_sum(world, sign_in):
    ret = sign(world)

    def row(user):
        rows = csv.DictReader(StringIO(shown(sign_in(user), "/portfolio.csv").lstrip("\ufeff")))
        return next(row for row in rows if row["Ref"] == "HOU")

    names = [f"SAO: {dimension.value}" for dimension in Dimension]
    assert [row("committee")[name] for name in names] == ["Green", "Amber", "", "", ""]
    assert [row("cpmo")[name] for name in names] == [""] * 5
    rate_return(ret, rating=Rating.GREEN, reason="Agreed", by=world.user("cpmo"), at=NOW)
    assert row("cpmo")["SAO: cost"] == "Amber"


def test_while_a_month_is_unsigned_those_of_the_last_signed_month_stand_with_its_rating(
    world, sign_in
):
    sign(world)
    months.freeze(world)
    months.open_november(world)
    later = Dimensions(given={Dimension.COST: Rating.GREEN})
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        assert "Cost amber" in sign_in("committee").get("/portfolio").content.decode()
    at = NOW + timedelta(hours=4)
    ret = submit_return(world.report_all("HOU"), by=world.user("rdl"), at=at)
    sign_return(ret, post=world.posts["sao"], rating=Rating.GREEN, reason="As planned",
                dimensions=later, by=world.user("sao"), at=at)  # fmt: skip
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        page = sign_in("committee").get("/portfolio").content.decode()
    assert "Cost green" in page and "Cost amber" not in page


def test_nothing_is_prefilled_and_faults_come_back_beside_the_box(world, sign_in):
    submit_return(world.report_all("HOU"), by=world.user("rdl"), at=NOW)
    sao, page = sign_in("sao"), "/returns/HOU/2026-10/sign"
    told = shown(sao, page)
    assert told.count('<option value="" selected>Not judged') == len(Dimension)
    typed = {"post": world.posts["sao"].pk, "rating": "green", "reason": "x", "cost": "red",
             "version": world.ret("HOU").version}  # fmt: skip
    with time_machine.travel(NOW, tick=False):
        answer = sao.post(page, typed)
        assert answer.status_code == 422
        assert "Enter why you judge cost Red" in answer.content.decode()
        assert sao.post(page, typed | {"dimensions_reason": "Roofs"}).status_code == 302
    assert Confidence.objects.get().cost == "red"


@pytest.mark.parametrize(
    "changes", [{"cost": "purple"}, {"cost": "red"}, {"voice": "cpmo", "cost": "green"}]
)
def test_the_database_refuses_what_is_no_judgement_of_an_sao(world, changes):
    ret = world.ret("HOU")
    values = {"voice": "sao", "rating": "green"} | changes
    with pytest.raises(IntegrityError), transaction.atomic():
        enact(Confidence, by="test", at=NOW, ret=ret, period=ret.period, **values)
