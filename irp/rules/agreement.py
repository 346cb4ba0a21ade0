"""Who agrees what a commissioner has drafted, before it is in force (Rule 24b). Pure."""

import re
from collections.abc import Collection

from irp.words import Agrees

BY_AUTHOR = "You drafted this. Ask another commissioner to agree it."
BY_LEAD = "The lead commissioner has to agree this, as the settings say. Ask them to."
LEADS = re.compile(r"\bLead\b")


def is_lead(title: str) -> bool:
    """Tell whether a commissioner's post is the lead's: its title has the word "Lead"."""
    return LEADS.search(title) is not None


def agreement_faults(
    agrees: Agrees, *, drafted_by: int, agreed_by: int, leads: Collection[int]
) -> list[str]:
    """Return why a person cannot agree a draft.

    Nobody agrees their own. Where the lead agrees, what the lead drafted is for a second
    commissioner, and so is everything while nobody serves as lead who may judge there: `leads` are
    those who do and have declared no interest in the outcome.
    """
    if drafted_by == agreed_by:
        return [BY_AUTHOR]
    others = set(leads) - {drafted_by}
    if agrees is Agrees.LEAD and drafted_by not in leads and others and agreed_by not in others:
        return [BY_LEAD]
    return []
