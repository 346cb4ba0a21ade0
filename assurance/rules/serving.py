"""What a link from delivery must be: proposed by one, confirmed by another, ended with a reason."""

from assurance.words.links import LinkState


def confirm_faults(*, state: LinkState, proposed_by: int | None, by: int) -> list[str]:
    """Return why a person cannot confirm a link: nobody confirms what they proposed."""
    if state is not LinkState.PROPOSED:
        return [f"It is {state.label.lower()} already. Leave it out."]
    if proposed_by is not None and proposed_by == by:
        return ["You proposed it. Ask another person to confirm it."]
    return []


def link_ending_faults(*, state: LinkState, reason: str) -> dict[str, str]:
    """Return why a link cannot be ended so, by field."""
    if state is LinkState.ENDED:
        return {"reason": "It has ended already. Nothing is left to do."}
    if not reason.strip():
        return {"reason": "Enter why it no longer serves the requirement."}
    return {}
