"""Who may record readings, set targets and define indicators (ADR 0005).

CPMO may for all. The holder of the post that answers for an indicator records its readings.
"""

from typing import Any

import rules

from irp.permissions import DENIED, is_cpmo
from kpis.readings import owner_posts


@rules.predicate
def answers_for(user: Any, indicator: Any) -> bool:
    """Tell whether the person holds the post that answers for an indicator."""
    return indicator is not None and bool(user.holds(indicator.owner))


@rules.predicate
def answers_for_some(user: Any) -> bool:
    """Tell whether the person holds a post that answers for an indicator."""
    return any(user.holds(post) for post in owner_posts())


rules.add_perm("kpis.record_reading", is_cpmo | answers_for)
rules.add_perm("kpis.enter_readings", is_cpmo | answers_for_some)
rules.add_perm("kpis.set_target", is_cpmo)
rules.add_perm("kpis.define_indicator", is_cpmo)

DENIED |= {
    "kpis.record_reading": "Only CPMO and whoever holds the post that answers for an indicator "
    "can record its readings.",
    "kpis.enter_readings": "Only CPMO and whoever answers for an indicator can enter readings.",
    "kpis.set_target": "Only CPMO can set targets of indicators.",
    "kpis.define_indicator": "Only CPMO can define indicators.",
}
