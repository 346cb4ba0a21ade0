"""Where PostgreSQL and Redis do not answer the suite starts its own, or says what to type."""

import psycopg
import pytest
import redis

from tests.services import servers


def test_an_own_postgresql_is_started_and_ended():
    with servers.own_postgresql() as address:
        assert servers.obeys(address)
        with psycopg.connect(f"{address}/postgres") as connection:
            assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    assert not servers.obeys(address)


def test_an_own_redis_is_started_and_ended():
    with servers.own_redis() as address:
        with redis.Redis.from_url(address) as client:
            client.set("key", "value")
        assert not servers.is_empty_redis(address)
    assert not servers.is_empty_redis(address)


@pytest.mark.parametrize(
    ("server", "package"),
    [(servers.own_postgresql, "postgresql"), (servers.own_redis, "redis-server")],
)
def test_a_missing_server_fails_with_the_line_to_type(monkeypatch, tmp_path, server, package):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(servers, "DEBIAN", tmp_path)
    with pytest.raises(pytest.fail.Exception, match=f"apt-get install .* {package}$"), server():
        pass
