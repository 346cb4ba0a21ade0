"""What the record says of who drafts and leads beside the SAO and the RDL (Rule 15)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class LeadFacts:
    """A post that leads a row: of several, one answers for it."""

    post: str
    accountable: bool
    since: date
