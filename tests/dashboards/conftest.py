"""The clock of these tests: pages read it, so it stands at the world's NOW."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import NOW


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def text_of():
    """Return a function that gives a page that must be there, each broken line as one."""

    def text(client, path):
        response = client.get(path)
        assert response.status_code == 200, path
        return re.sub(r"\n +", " ", response.content.decode())

    return text


@pytest.fixture
def queries_of():
    """Return a function that counts every statement of one request."""

    def count(client, path):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    return count
