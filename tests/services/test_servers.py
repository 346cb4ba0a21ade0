"""The suite starts PostgreSQL and Redis of its own, or says what to type."""

import psycopg
import pytest
import redis

from tests.services import servers


def test_a_postgresql_is_started_and_ended():
    with servers.postgresql() as address, psycopg.connect(f"{address}/postgres") as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    assert not servers.postgresql_answers(address)


def test_a_redis_is_started_empty_and_ended():
    with servers.redis_server() as address, redis.Redis.from_url(address) as client:
        assert client.dbsize() == 0
    assert not servers.redis_answers(address)


@pytest.mark.parametrize(
    ("server", "package"),
    [(servers.postgresql, "postgresql"), (servers.redis_server, "redis-server")],
)
def test_a_missing_server_fails_with_the_line_to_type(monkeypatch, tmp_path, server, package):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(servers, "DEBIAN", tmp_path)
    with pytest.raises(pytest.fail.Exception, match=f"apt-get install .* {package}$"), server():
        pass
