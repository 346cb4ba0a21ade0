"""The second step of a drawing: finish the tags of what was drawn, and check it at the gate.

What `packs.draw` becomes when it has drawn: `python -m packs.finish FILE MEGABYTES FOLDER`. It goes
on telling in the same lines, and the file is whole when it says "ready".
"""

import json
import sys
import tempfile
from pathlib import Path

from packs.gate import failed_rules
from packs.tagging import finish_tags
from packs.telling import DRAWN, Told, Undrawable, outcome_of, say, stop_with_parent


def finish(drawn: Path, told: Told, into: Path) -> None:
    """Write a drawn file anew with its tags finished; `Undrawable` where it fails the gate."""
    say("finishing")
    # Written by Python: where the disk is full, pikepdf ends the process instead of saying so.
    finished = finish_tags(drawn.read_bytes(), splits=told["splits"], link_texts=told["link_texts"])
    into.write_bytes(finished)
    say("checking")
    check(into)


def check(path: Path) -> None:
    """Raise `Undrawable` where a file is not let through the gate (Rule 32)."""
    if failed := failed_rules(path):
        raise Undrawable(
            "The pack would shut out people who read with assistive technology, so it was not "
            f"kept: it fails PDF/UA-1: {', '.join(failed)}. Tell the administrator; the print "
            "templates must be mended."
        )


def main() -> int:
    """Finish what lies in the folder and tell the outcome; 0 for a pack, 1 for none."""
    into, megabytes, folder = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    tempfile.tempdir = folder
    stop_with_parent(folder)
    drawn = Path(folder) / DRAWN
    told: Told = json.loads(drawn.with_suffix(".json").read_text())
    if outcome_of(lambda: finish(drawn, told, into), megabytes=megabytes):
        return 1
    say(f"ready {told['pages']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
