"""Memory of two gunicorn web workers against a bare Django site's, in one run.

    .venv/bin/python -m bench.memory

PSS of the whole process group (master and workers) after both have answered, each page of the
product and the one page of the bare site. Ends with 1 when the ratio is above its bound.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

BOUND = 1.6
WORKERS, THREADS, HEAPS = 2, 4, "2"  # as scripts/service.sh runs them; both sites alike
ASKED_EACH = 12  # times each page is asked for, so that both workers have drawn it
START_SECONDS = 60


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def gunicorn(application: str, variables: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve an application; give the port and the master's process number."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "gunicorn", application,
         "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS), "--threads", str(THREADS),
         "--no-control-socket", "--log-level", "error"],
        env=os.environ | variables | {"MALLOC_ARENA_MAX": HEAPS},
    )  # fmt: skip
    try:
        until = monotonic() + START_SECONDS
        while not answers(port):
            if server.poll() is not None or monotonic() > until:
                raise SystemExit(f"{application} did not start.")
            sleep(0.1)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def answers(port: int) -> bool:
    """Tell whether something listens on the port."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def ask(port: int, addresses: list[str], session: str) -> None:
    """Ask for every address as one signed-in person; a fault of the server ends the run."""
    for address in addresses:
        for _ in range(ASKED_EACH):
            caller = HTTPConnection("127.0.0.1", port, timeout=60)
            caller.request("GET", address, headers={"Cookie": f"sessionid={session}"})
            answer = caller.getresponse()
            answer.read()
            caller.close()
            if answer.status != 200:
                raise SystemExit(f"{address} answered {answer.status}.")


def megabytes(master: int) -> list[float]:
    """Return the PSS of a master and each of its workers."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return [pss(process) for process in [str(master), *children]]


def pss(process: str) -> float:
    """Return a process's proportional share of memory, in megabytes."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB$", text, re.MULTILINE)
    assert found, f"No Pss of {process}"
    return int(found[1]) / 1024


def prepare(module: str, folder: str) -> tuple[str, list[str]]:
    """Build a database in a process of its own; return a session's key and the addresses."""
    program = {
        "irp.settings": "from bench.plan import SIZES, build; from bench.asking import addresses;"
        "user = build(SIZES[1]); found = list(addresses().values())",
        "bench.bare_settings": "from django.core.management import call_command;"
        "call_command('migrate', verbosity=0); from django.contrib.auth.models import User;"
        "user = User.objects.create_user('bench'); found = ['/bare']",
    }[module]
    run = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {program};"
         "from django.test import Client; client = Client(); client.force_login(user);"
         "print(client.cookies['sessionid'].value, *found, sep='\\n')"],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": module, "IRP_STATE": folder},
        stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    session, *addresses = run.stdout.split("\n")[:-1]
    return session, addresses


def measured(module: str, application: str) -> list[float]:
    """Return the megabytes of a site's processes after it has answered every page."""
    with tempfile.TemporaryDirectory(prefix="irp-bench-") as folder:
        session, addresses = prepare(module, folder)
        variables = {"DJANGO_SETTINGS_MODULE": module, "IRP_STATE": folder}
        with gunicorn(application, variables) as (port, master):
            ask(port, addresses, session)
            return megabytes(master)


def main() -> int:
    """Measure both sites and print the table."""
    found = {
        "bare Django": measured("bench.bare_settings", "django.core.wsgi:get_wsgi_application()"),
        "the product": measured("irp.settings", "irp.wsgi"),
    }
    print(f"{'PSS in MB':14}{'master':>9}{'worker 1':>10}{'worker 2':>10}{'sum':>8}")
    for name, (master, *workers) in found.items():
        cells = "".join(f"{worker:>10.1f}" for worker in workers)
        print(f"{name:14}{master:>9.1f}{cells}{master + sum(workers):>8.1f}")
    ratio = sum(found["the product"]) / sum(found["bare Django"])
    print(f"The product takes {ratio:.2f} times the bare site's memory (bound {BOUND}).")
    return 0 if ratio <= BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
