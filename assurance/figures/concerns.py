"""The council's responses beside the concerns that they answer."""

from collections import defaultdict
from collections.abc import Iterable

from assurance.facts.concerns import ResponseFacts


def by_concern(responses: Iterable[ResponseFacts]) -> dict[str, list[ResponseFacts]]:
    """Return responses by the reference of their concern, in the order they come."""
    found: dict[str, list[ResponseFacts]] = defaultdict(list)
    for response in responses:
        found[response.ref].append(response)
    return dict(found)
