"""Sites served by gunicorn for a measurement: how they start, are asked, and what they use."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic, sleep
from typing import Any

# What each site's settings name, as its server would load it.
APPLICATION = "django.core.servers.basehttp:get_internal_wsgi_application()"
START_SECONDS = 60
SETTLED_SECONDS = 0.002  # a process that used nothing for so long has done with the request
COOKIE = re.compile(r"csrftoken=([^;]+)")


def filled(module: str, variables: dict[str, str], times: int = 1) -> dict[str, Any]:
    """Fill a site's database in a process of its own; return its sessions and addresses.

    `module` holds `facts(times)`, which does it and says what else there is to know.
    """
    # The rows of ten times the plan hold each other in no circle: nothing is there to collect.
    program = (
        "import gc, json, django; django.setup(); gc.disable()\n"
        f"from {module} import facts; print(json.dumps(facts({times})))"
    )
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        env=os.environ | variables, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(run.stdout.splitlines()[-1])


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def gunicorn(
    variables: dict[str, str], *, workers: int = 1, threads: int = 1
) -> Iterator[tuple[int, int]]:
    """Serve the site of these variables; give the port and the master's process number."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "gunicorn", APPLICATION,
         "--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", str(threads),
         "--no-control-socket", "--log-level", "error"],
        env=os.environ | {"MALLOC_ARENA_MAX": "2"} | variables,
    )  # fmt: skip
    try:
        until = monotonic() + START_SECONDS
        while not answers(port):
            if server.poll() is not None or monotonic() > until:
                raise SystemExit(f"{variables['DJANGO_SETTINGS_MODULE']} did not start.")
            sleep(0.1)
        yield port, server.pid
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def answers(port: int) -> bool:
    """Tell whether something listens on the port."""
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def workers_of(master: int) -> list[int]:
    """Return the process numbers of a gunicorn master's workers."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text()
    return [int(child) for child in children.split()]


def ask(
    port: int, address: str, session: str, *, form: str | None = None, token: str = ""
) -> HTTPResponse:
    """Ask for a page as a signed-in person, or send a form; the answer is read to its end.

    `token` is the CSRF token that the form holds too. An answer that is neither a page nor the
    redirect after a form ends the run.
    """
    headers = {"Cookie": f"sessionid={session}; csrftoken={token}", "Accept-Encoding": "gzip"}
    if form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    caller = HTTPConnection("127.0.0.1", port, timeout=120)
    caller.request("GET" if form is None else "POST", address, body=form, headers=headers)
    answer = caller.getresponse()
    answer.read()
    caller.close()
    if answer.status != (200 if form is None else 302):
        raise SystemExit(f"{address} answered {answer.status}.")
    return answer


def cpu_seconds(process: int) -> float:
    """Return the processor seconds that a process's threads have had, to the nanosecond."""
    tasks = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


def settled_seconds(processes: list[int]) -> float:
    """Return the processor seconds of several processes, once they have done with a request."""
    used = -1.0
    while True:
        now = sum(cpu_seconds(process) for process in processes)
        if now == used:
            return used
        used = now
        sleep(SETTLED_SECONDS)
