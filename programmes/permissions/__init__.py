"""Who may do what to programmes, milestones, returns, the register and money (ADR 0005).

RDLs prepare their programme's return, helped by the preparers and row leads they name (Rule 15),
its SAO signs, CPMO helps, challenges and assures. That the
three are different people is a rule of the transition itself, not a right.
"""

from programmes.permissions import money
from programmes.permissions.delivery import is_reserve, runs_programme, sides_of

__all__ = ["is_reserve", "money", "runs_programme", "sides_of"]
