"""A stored body opened: its facts, whatever schema it was written in."""

from dataclasses import dataclass

from packs.facts import KeyFacts, PlanFacts
from packs.snapshot import codec, lift


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a stored body says; only schema 1 carries key facts of the snapshot before it."""

    plan: PlanFacts
    before: KeyFacts | None


def opened(body: str) -> Opened:
    """Return what a stored body says. Raises Unreadable for one of an unknown schema."""
    match codec.schema_of(body):
        case codec.SCHEMA:
            return Opened(plan=codec.read_body(body), before=None)
        case (2 | 3 | 5 | 6 | 7) as schema:
            return Opened(plan=lift.same_names(codec.read_body(body), schema), before=None)
        case 4:
            plan = codec.plan_in(lift.schema_4(codec.plain_values(body)))
            return Opened(plan=lift.same_names(plan, 4), before=None)
        case 1:
            values = codec.plain_values(body)
            return Opened(plan=lift.schema_1(values), before=lift.last_pack_of_schema_1(values))
        case unknown:
            raise codec.Unreadable(
                f"The snapshot has schema {unknown}, and this version reads 1 to {codec.SCHEMA}."
            )
