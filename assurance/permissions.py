"""Who may judge, and who may read the outcomes (ADRs 0005 and 0006)."""

from typing import Any

import rules

from irp.permissions import DENIED, holds, is_reader


@rules.predicate
def speaks(user: Any, speaker: str) -> bool:
    """Tell whether the person speaks for it: nobody enters another's judgement."""
    kinds = {"council": "sao", "cpmo": "cpmo", "commissioner": "commissioner"}
    return user.holds_kind(kinds[speaker])


rules.add_perm("assurance.assess", speaks)
rules.add_perm("assurance.read_outcomes", is_reader)
rules.add_perm("assurance.judge_tests", holds("commissioner"))

DENIED |= {
    "assurance.judge_tests": "Only commissioners judge tests and progress.",
    "assurance.assess": "Your posts do not let you give this assessment.",
}
