"""Who may record readings (ADR 0005)."""

import rules

from irp.permissions import DENIED, is_cpmo

rules.add_perm("kpis.record_reading", is_cpmo)

DENIED |= {"kpis.record_reading": "Only the CPMO can record readings of indicators."}
