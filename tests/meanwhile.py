"""What somebody else does after a page has read and before the act of the form that it was sent."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

# Where a form's act is begun: whatever is read before is what the person saw.
BEGUN_IN = (
    "irp.attempts.attempt",
    "kpis.attempts.entry",
    "programmes.attempts.month_rows",
    "programmes.attempts.rows",
)


def let_act(patch: pytest.MonkeyPatch, act: Callable[[], Any]) -> None:
    """Let one act be done between the reading of the next form's page and its own act."""
    waiting = [act]
    for name in BEGUN_IN:
        module = import_module(name)

        def begin(once, *, tries, whole=module.whole):
            if waiting:
                waiting.pop()()
            return whole(once, tries=tries)

        patch.setattr(module, "whole", begin)
