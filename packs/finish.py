"""The second step of a drawing: finish the tags of what was drawn, and check it at the gate.

`packs.printer` runs it in a process of its own once `packs.draw` has ended. It goes on telling in
the same lines, and the file is whole when it says "ready".
"""

import json
from pathlib import Path

from packs.gate import failed_rules
from packs.tagging import finish_tags
from packs.telling import DRAWN, Told, Undrawable, say


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


def finish_in(folder: Path, *, into: Path) -> None:
    """Finish and check what was drawn in a folder, and tell its pages."""
    drawn = folder / DRAWN
    told: Told = json.loads(drawn.with_suffix(".json").read_text())
    finish(drawn, told, into)
    say(f"ready {told['pages']}")
