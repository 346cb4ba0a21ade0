"""Who may record readings and set targets (ADR 0005)."""

import rules

from irp.permissions import DENIED, is_cpmo

rules.add_perm("kpis.record_reading", is_cpmo)
rules.add_perm("kpis.set_target", is_cpmo)

DENIED |= {
    "kpis.record_reading": "Only the CPMO can record readings of indicators.",
    "kpis.set_target": "Only the CPMO can set targets of indicators.",
}
