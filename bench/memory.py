"""Memory of two gunicorn web workers against a bare Django site's, in one run.

    .venv/bin/python -m bench.memory

PSS of the whole process group (master and workers) after both have answered each page. Ends with
1 when a worker of the product takes more than docs/operate.md tells operators to count.
"""

import re
import sys
import tempfile
from pathlib import Path

from bench.serving import ask, filled, gunicorn, workers_of

MOST_MEGABYTES = 150  # of a worker, as docs/operate.md says
WORKERS, THREADS = 2, 4  # as scripts/service.sh runs them; both sites alike
ASKED_EACH = 12


def ask_all(port: int, addresses: list[str], session: str) -> None:
    """Ask for every address as one signed-in person, so often that both workers have drawn it."""
    for address in addresses:
        for _ in range(ASKED_EACH):
            ask(port, address, session)


def megabytes(master: int) -> list[float]:
    """Return the PSS of a master and each of its workers."""
    return [pss(process) for process in [master, *workers_of(master)]]


def pss(process: int) -> float:
    """Return a process's proportional share of memory, in megabytes."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB$", text, re.MULTILINE)
    assert found, f"No Pss of {process}"
    return int(found[1]) / 1024


def variables_of(settings: str, folder: str) -> dict[str, str]:
    """Return the variables of a site that keeps its state in a folder."""
    return {
        "DJANGO_SETTINGS_MODULE": settings,
        "IRP_STATE": folder,
        "FLOOR_DATABASE": f"sqlite:///{folder}/floor.sqlite3",
    }


def measured(settings: str, facts_of: str) -> list[float]:
    """Return the megabytes of a site's processes after it has answered every page."""
    with tempfile.TemporaryDirectory(prefix="irp-bench-") as folder:
        variables = variables_of(settings, folder)
        facts = filled(facts_of, variables)
        serving = gunicorn(variables, workers=WORKERS, threads=THREADS)
        with serving as (port, master):
            ask_all(port, list(facts["addresses"].values()), facts["sessions"]["bench"])
            return megabytes(master)


def main() -> int:
    """Measure both sites and print the table."""
    found = {
        "bare Django": measured("bench.floor.settings", "bench.floor.pages"),
        "the product": measured("irp.settings", "bench.asking"),
    }
    print(f"{'PSS in MB':14}{'master':>9}{'worker 1':>10}{'worker 2':>10}{'sum':>8}")
    for name, (master, *workers) in found.items():
        cells = "".join(f"{worker:>10.1f}" for worker in workers)
        print(f"{name:14}{master:>9.1f}{cells}{master + sum(workers):>8.1f}")
    ratio = sum(found["the product"]) / sum(found["bare Django"])
    print(f"The product takes {ratio:.2f} times the bare site's memory.")
    _, *workers = found["the product"]
    print(f"A worker takes {max(workers):.0f} MB (bound {MOST_MEGABYTES}).")
    return 0 if max(workers) <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
