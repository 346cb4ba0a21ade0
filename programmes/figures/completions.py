"""Which act confirms a completion, and which completions nobody has confirmed."""

from datetime import date

from programmes.facts import MilestoneFacts, ReportFacts
from programmes.facts.completions import CompletionFacts
from programmes.rules.completion import StepOnCompletion, is_confirmed


def confirmation(facts: MilestoneFacts, actual_on: date | None) -> CompletionFacts | None:
    """Return the act that confirms a completion on a day, None where none does."""
    newest = facts.completions[-1] if facts.completions else None
    if newest is None or actual_on is None:
        return None
    told = StepOnCompletion(newest.what, newest.actual_on)
    return newest if is_confirmed(told, actual_on=actual_on) else None


def is_unconfirmed(report: ReportFacts | None, confirmed: CompletionFacts | None) -> bool:
    """Tell whether the newest report that counts asks for a confirmation that there is not."""
    return bool(report and report.to_confirm and not confirmed)
