"""What the tests of administration's pages share."""

import pytest
import time_machine

from irp.models import PostHolding
from tests.world import NOW


@pytest.fixture(autouse=True)
def _on_the_day():
    """Pages read the clock: let it stand at the world's NOW."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def address(world):
    """Return a function that gives the address of a page of administration by its name."""
    person = world.users["rdl"].pk
    holding = PostHolding.objects.get(user=person).pk
    places = {
        "users": "users", "user_add": "users/add", "user": f"users/{person}",
        "user_edit": f"users/{person}/edit", "user_deactivate": f"users/{person}/deactivate",
        "user_reactivate": f"users/{person}/reactivate",
        "user_password": f"users/{person}/password",
        "posts": "posts", "post_add": "posts/add",
        "post_committee": f"posts/{world.posts['committee'].pk}/committee",
        "appoint": "appointments/add",
        "holding_end": f"appointments/{holding}/end",
    }  # fmt: skip
    return lambda name: f"/administration/{places[name]}"
