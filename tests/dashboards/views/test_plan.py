"""The plan on a page of all programmes, and of an aim."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from irp.history import record
from irp.models import Aim
from tests.dashboards import months
from tests.world import LOADER, NOW, build


def test_who_may_see_it(sign_in):
    assert Client().get("/plan").url.startswith("/sign-in")
    assert sign_in("nobody").get("/plan").status_code == 403
    for who in ("rdl", "sao", "cpmo", "commissioner", "committee", "lead_member"):
        assert sign_in(who).get("/plan").status_code == 200


def test_open_milestones_stand_under_their_programmes_with_their_data(world, sign_in, text_of):
    job = world.programmes["JOB"]
    job.aim = record(Aim(number=1, name="Sound money"), by=LOADER, at=NOW)
    record(job, by=LOADER, at=NOW)
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        client = sign_in("committee")
        page, aim = text_of(client, "/plan"), text_of(client, "/plan?aim=3")
    assert "6 open: 6 late, 0 due in 90 days; 0 completed, 0 of them late" in page
    assert ">Housing Improvement</text>" in page and ">Job Evaluation Programme</text>" in page
    assert 'href="/milestones/JOB-01"' in page
    assert "3 open: 3 late" in aim and "Job Evaluation" not in aim.split("<main")[1]


@pytest.mark.parametrize("asked", ["aim=", "as_at=2026-11-08", "month=2026-10"])
def test_it_stands_whatever_the_address_asks(world, sign_in, text_of, asked):
    months.sign(world, "HOU")
    months.freeze(world)
    assert "6 open: " in text_of(sign_in("committee"), f"/plan?{asked}")


def test_before_the_plan_is_loaded_it_says_so(db, client):
    world = build(with_plan=False)
    client.force_login(world.users["committee"])
    assert "No milestones yet." in client.get("/plan").content.decode()


def test_at_most_20_statements(world, sign_in, queries_of):
    months.sign(world, "HOU")
    months.freeze(world)
    client = sign_in("committee")
    assert queries_of(client, "/plan") <= 20
    assert queries_of(client, "/plan?month=2026-10") <= 20
