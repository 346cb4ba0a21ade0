"""What the pages cost: the plan with 32 months of reports, at 1 and 10 times its rows.

    .venv/bin/python -m bench.pages [--quick] [--sqlite] [--keep FOLDER]

Gunicorn with one worker: in service mode on PostgreSQL, the one on this machine or one started
here, or on SQLite. CPU is that of the web process and of its database process together (SQLite
works in the web process), the median of many requests, asked in turn of three sites: the floor
(bench/floor, a bare Django site with a list of 170 rows, an item and a save), the plan, and ten
times the plan. Waiting is not counted, so that a busy machine slows the bench but hardly moves its
ratios. Statements are counted in passing; every page's, for every role, are held by
tests/test_permission_matrix.py. What `--keep` names is filled once and serves again; on PostgreSQL
that asks for a server that stays, whose address DATABASE_URL holds.

Ends with 1 where a page is above its bound: in times the floor, in milliseconds, in times itself
at ten times the plan, or in statements, which may not grow either.
"""

import argparse
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg

from bench.bounds import (
    MOST_GROWTH,
    MOST_MILLISECONDS,
    MOST_STATEMENTS,
    PAGES,
    SAVE,
    counted_as,
)
from bench.serving import COOKIE, ask, filled, gunicorn, settled_seconds, workers_of
from tests.services.servers import postgresql

ROUNDS, QUICK_ROUNDS = 25, 7
WARM = 2  # requests that are not counted: they fill caches
FLOOR = "bench.floor.settings"


@dataclass
class Site:
    """A site that is served: its port, the processes that work for it, and who is signed in."""

    port: int
    processes: list[int]
    sessions: dict[str, str]
    taken: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def ask(self, page: str, who: str, address: str, form: dict[str, str] | None = None) -> None:
        """Ask once, note the processor seconds that it took."""
        session = self.sessions[who]
        token = ""
        if form is not None:
            given = ask(self.port, address, session).headers["Set-Cookie"]
            found = COOKIE.search(given or "")
            assert found, f"{address} gave no CSRF token"
            token = found[1]
        before = settled_seconds(self.processes)
        sent = None if form is None else urlencode(form | {"csrfmiddlewaretoken": token})
        ask(self.port, address, session, form=sent, token=token)
        used = settled_seconds(self.processes) - before
        self.taken.setdefault((page, who), []).append(used)

    def milliseconds(self, page: str, who: str) -> float:
        """Return the median processor time of a page, without the first requests."""
        return median(self.taken[page, who][WARM:]) * 1000


@contextmanager
def a_server(*, keep: bool) -> Iterator[str]:
    """Give the address of the PostgreSQL server of DATABASE_URL, or of one started here."""
    given = urlsplit(os.environ.get("DATABASE_URL", ""))
    if given.scheme in ("postgres", "postgresql"):
        yield f"{given.scheme}://{given.netloc}"
    elif keep:
        raise SystemExit("Type DATABASE_URL=postgres://… before it: a server started here is gone.")
    else:
        with postgresql() as address:
            yield address


@contextmanager
def database(server: str, name: str, *, keep: bool) -> Iterator[str]:
    """Give the address of a database, empty and dropped afterwards unless it is to be kept."""
    if not server:
        yield f"sqlite:///{name}.sqlite3"
        return
    name = f"irp_bench_{Path(name).name}" + ("" if keep else f"_{secrets.token_hex(4)}")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not known.fetchone():
            connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server}/{name}"
        finally:
            if not keep:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def served(variables: dict[str, str], address: str, facts: dict[str, Any]) -> Iterator[Site]:
    """Serve a site and find the processes of its one worker and of that worker's connection."""
    with gunicorn(variables) as (port, master):
        ask(port, next(iter(facts["addresses"].values())), facts["sessions"]["bench"])
        yield Site(port, [*workers_of(master), *processes_of(address)], facts["sessions"])


def processes_of(address: str) -> list[int]:
    """Return the process that works for the one connection to a database; SQLite has none."""
    if address.startswith("sqlite"):
        return []
    with psycopg.connect(address, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
            "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
    assert len(rows) == 1, f"{len(rows)} connections where one was expected"
    return [rows[0][0]]


def floor_variables(address: str) -> dict[str, str]:
    """Return the variables of the floor."""
    return {"DJANGO_SETTINGS_MODULE": FLOOR, "FLOOR_DATABASE": address}


def plan_variables(address: str, folder: Path) -> dict[str, str]:
    """Return the variables of the product: PostgreSQL in service mode, SQLite embedded.

    Nothing is queued, so no Redis works.
    """
    redis = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
    return {
        "DJANGO_SETTINGS_MODULE": "irp.settings",
        "DATABASE_URL": address,
        "REDIS_URL": redis if address.startswith("postgres") else "",
        "SECRET_KEY": "of a site that is started for a measurement and holds nothing",
        "IRP_STATE": str(folder),
        "HTTPS": "false",
        "DEBUG": "false",
        "DATABASE_CONNECTION_SECONDS": "3600",
    }


def measure(floor: Site, plans: dict[int, tuple[Site, dict[str, Any]]], rounds: int) -> None:
    """Ask every site for every page, round after round, each in another order.

    In one order a collection of garbage, which comes after so many pages, would meet one page.
    """
    for turn in range(rounds + WARM):
        order = Random(turn).sample(PAGES, len(PAGES))
        narrative = f"Version {turn} was read."
        floor.ask("list", "bench", "/milestones")
        floor.ask("item", "bench", "/milestones/P01-01")
        form = {"delivery": "amber", "forecast": "2027-06-30", "narrative": narrative}
        floor.ask("save", "bench", "/milestones/P01-01", form)
        for site, facts in plans.values():
            for page, who, _, _ in order:
                address, form = facts["addresses"][page], None
                if page == SAVE:
                    version = str(int(facts["form"]["version"]) + turn)
                    form = facts["form"] | {"narrative": narrative, "version": version}
                site.ask(page, who, address, form)


def table(floor: Site, plans: dict[int, tuple[Site, dict[str, Any]]]) -> tuple[list[str], bool]:
    """Return the table's lines, and whether every page keeps its bounds."""
    (site, facts), (tenfold, tenfold_facts) = plans[1], plans[10]
    lines = [
        f"{'page':44}{'ms':>8}{'× floor':>9}{'bound':>7}{'ms 10×':>9}{'× 1×':>7}{'queries':>9}"
    ]
    good = True
    for name in ("list", "item", "save"):
        lines.append(f"{'the floor, ' + name:44}{floor.milliseconds(name, 'bench'):>8.1f}")
    for page, who, against, bound in PAGES:
        taken, at_ten = site.milliseconds(page, who), tenfold.milliseconds(page, who)
        ratio = taken / floor.milliseconds(against, "bench")
        faults = []
        if bound is not None and ratio > bound:
            faults.append(f"above {bound} × the floor's {against}")
        if taken > MOST_MILLISECONDS.get(page, taken):
            faults.append(f"above {MOST_MILLISECONDS[page]:.0f} ms")
        if at_ten / taken > MOST_GROWTH:
            faults.append(f"grows more than {MOST_GROWTH} ×")
        good, queries = good and not faults, facts["statements"][counted_as(page, who)]
        lines.append(
            f"{page + ', ' + who:44}{taken:>8.1f}{ratio:>9.2f}{bound or '':>7}{at_ten:>9.1f}"
            f"{at_ten / taken:>7.2f}{queries:>9}  {'; '.join(faults)}"
        )
    for page, count in facts["statements"].items():
        later = tenfold_facts["statements"][page]
        if max(count, later) > MOST_STATEMENTS or later != count:
            good = False
            lines.append(f"{page}: {count} statements, {later} at 10 × the plan")
    return lines, good


def options() -> argparse.Namespace:
    """Return what was typed."""
    typed = argparse.ArgumentParser(prog="python -m bench.pages", allow_abbrev=False)
    typed.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds")
    typed.add_argument("--sqlite", action="store_true", help="measure on SQLite")
    typed.add_argument("--keep", type=Path, help="fill the databases once, and keep them")
    return typed.parse_args()


def main() -> int:
    """Fill three databases, serve three sites, measure and print the table."""
    typed = options()
    with ExitStack() as held:
        server = "" if typed.sqlite else held.enter_context(a_server(keep=bool(typed.keep)))
        folder = typed.keep and typed.keep.resolve()
        if not folder:
            folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="irp-bench-")))
        folder.mkdir(parents=True, exist_ok=True)

        def address_of(name: str) -> str:
            return held.enter_context(database(server, f"{folder}/{name}", keep=bool(typed.keep)))

        address = address_of("floor")
        variables = floor_variables(address)
        facts = filled("bench.floor.pages", variables)
        floor = held.enter_context(served(variables, address, facts))
        addresses = {times: address_of(f"{times}") for times in (1, 10)}
        ways = {
            times: plan_variables(place, folder / f"{times}") for times, place in addresses.items()
        }
        with ThreadPoolExecutor() as beside:  # each is filled by a process of its own
            filling = {
                times: beside.submit(filled, "bench.asking", variables, times)
                for times, variables in ways.items()
            }
        plans = {}
        for times, variables in ways.items():
            facts = filling[times].result()
            counts = ", ".join(f"{count:,} {name}" for name, count in facts["rows"].items())
            print(f"{times} × the plan: {counts}; filled in {facts['seconds']:.0f} s", flush=True)
            plans[times] = held.enter_context(served(variables, addresses[times], facts)), facts
        measure(floor, plans, QUICK_ROUNDS if typed.quick else ROUNDS)
        lines, good = table(floor, plans)
    print("CPU of web process and database process together, median in ms:", *lines, sep="\n")
    print("Every page keeps its bounds." if good else "See the marked lines.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
