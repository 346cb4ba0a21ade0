"""Every page of delivery is opened at one moment of the small council's month."""

import pytest
import time_machine

from tests.world import NOW


@pytest.fixture(autouse=True)
def _at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def refuses(client, sign_in):
    """Return a check: the address needs sign-in, a post, and (where named) one of the right posts.

    `refused` are those whom it answers with 403, `unknown` addresses that are answered with 404.
    """

    def check(address, *, refused=(), unknown=()):
        answer = client.get(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/sign-in")
        assert client.post(address).status_code in {302, 405}
        for name in ("nobody", *refused):
            assert sign_in(name).get(address).status_code == 403, name
            assert sign_in(name).post(address).status_code in {403, 405}, name
        for other in unknown:
            assert sign_in("cpmo").get(other).status_code == 404, other

    return check
