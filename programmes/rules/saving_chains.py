"""Savings that replace others, counted once, and the test of a year over 90% (Rule 26)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from programmes.words.savings import Basis, Recurrence

ZERO = Decimal(0)
SHARE = Decimal(90)  # per cent, which the test asks for more than


@dataclass(frozen=True, kw_only=True, slots=True)
class Replaces:
    """A replacement in a year: `by` makes good what `replaced` does not yield."""

    replaced: str
    by: str
    basis: Basis = Basis.WHOLE


def replacement_circle(links: Iterable[Replaces], *, replaced: str, by: str) -> tuple[str, ...]:
    """Return the circle that one more replacement would close, from `replaced` on; () for none."""
    makes_good = {link.by: link.replaced for link in links}
    path, at = [replaced, by], replaced
    while at in makes_good and len(path) <= len(makes_good) + 2:
        at = makes_good[at]
        path.insert(0, at)
        if at == by:
            return tuple(path)
    return (replaced, by) if replaced == by else ()


def replacement_faults(links: Sequence[Replaces], *, replaced: str, by: str) -> dict[str, str]:
    """Return why a saving cannot replace another in a year, by field."""
    if replaced == by:
        return {"by_ref": f"{by} cannot replace itself. Enter another saving"}
    if standing := next((link for link in links if link.by == by), None):
        if standing.replaced == replaced:
            return {"by_ref": f"{by} replaces {replaced} already"}
        return {
            "by_ref": f"{by} replaces {standing.replaced} in this year. A saving replaces one "
            "other at most: end that replacement first"
        }
    if circle := replacement_circle(links, replaced=replaced, by=by):
        return {"by_ref": f"This would make a circle: {' → '.join(circle)}. Enter another saving"}
    return {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """A saving in a year as far as counting goes."""

    ref: str
    target: Decimal | None = None
    delivered: Decimal = ZERO
    validated: Decimal = ZERO
    recurrence: Recurrence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """A saving with what replaces it: its target once, and what all of them yielded towards it."""

    root: str
    members: tuple[str, ...]  # the root first
    target: Decimal | None
    own: Decimal  # delivered by the root itself
    delivered: Decimal
    validated: Decimal
    recurrent: Decimal  # of what is validated
    one_off: Decimal

    @property
    def shortfall(self) -> Decimal:
        """Return what is lacking of the target."""
        return max(ZERO, (self.target or ZERO) - self.delivered)

    @property
    def yielded(self) -> Decimal:
        """Return what counts of the delivered money: no more than was promised."""
        return self.delivered if self.target is None else min(self.delivered, self.target)

    @property
    def counted(self) -> Decimal:
        """Return what counts of the validated money: no more than was promised."""
        return self.validated if self.target is None else min(self.validated, self.target)

    @property
    def counted_one_off(self) -> Decimal:
        """Return how much of what counts is one-off: recurrent money counts first."""
        return self.counted - min(self.validated - self.one_off, self.counted)

    @property
    def counted_recurrent(self) -> Decimal:
        """Return how much of what counts is known to be recurrent."""
        return min(self.recurrent, self.counted)


def chains(promises: Sequence[Promise], links: Sequence[Replaces]) -> tuple[Chain, ...]:
    """Return each saving that replaces none as a whole, with what makes it good (Rule 26).

    A promises £5m and yields £1m, B £2m and C £1m replace it: one chain, target £5m once, delivered
    £4m, shortfall £1m. A saving that replaces with its surplus alone keeps its target and is a
    chain of its own as well; what it lends is counted in the other chain and not in its own.
    """
    by_ref = {promise.ref: promise for promise in promises}
    replacing: dict[str, list[Replaces]] = {}
    for link in links:
        if link.by in by_ref and link.replaced in by_ref:
            replacing.setdefault(link.replaced, []).append(link)
    whole = {link.by for found in replacing.values() for link in found if link.basis is Basis.WHOLE}
    lends = {
        link.by for found in replacing.values() for link in found if link.basis is Basis.SURPLUS
    }
    roots = [promise for promise in promises if promise.ref not in whole]
    return tuple(
        _chain(promise, by_ref, replacing, lends=promise.ref in lends) for promise in roots
    )


@dataclass(slots=True)
class _Yield:
    """What some savings yielded together."""

    members: list[str]
    delivered: Decimal = ZERO
    recurrent: Decimal = ZERO
    one_off: Decimal = ZERO
    unsaid: Decimal = ZERO

    @property
    def validated(self) -> Decimal:
        return self.recurrent + self.one_off + self.unsaid

    def add(self, other: "_Yield") -> None:
        self.members += other.members
        for name in ("delivered", "recurrent", "one_off", "unsaid"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def beyond(self, target: Decimal) -> "_Yield":
        """Return what is left over a target: recurrent money is used for the target first."""
        left, rest = target, _Yield(list(self.members))
        rest.delivered = max(ZERO, self.delivered - target)
        for name in ("recurrent", "unsaid", "one_off"):
            have = getattr(self, name)
            used = min(have, left)
            left -= used
            setattr(rest, name, have - used)
        return rest

    def up_to(self, target: Decimal) -> "_Yield":
        """Return what is used for a target."""
        over, rest = self.beyond(target), _Yield(list(self.members))
        for name in ("delivered", "recurrent", "one_off", "unsaid"):
            setattr(rest, name, getattr(self, name) - getattr(over, name))
        return rest


def _yielded(
    ref: str, by_ref: Mapping[str, Promise], replacing: Mapping[str, list[Replaces]]
) -> _Yield:
    """Return what a saving and all that replaces it yielded."""
    promise = by_ref[ref]
    kind = {Recurrence.RECURRENT: "recurrent", Recurrence.ONE_OFF: "one_off"}
    found = _Yield([ref], promise.delivered)
    name = kind[promise.recurrence] if promise.recurrence else "unsaid"
    setattr(found, name, promise.validated)
    for link in replacing.get(ref, ()):
        more = _yielded(link.by, by_ref, replacing)
        if link.basis is Basis.SURPLUS:
            more = more.beyond(by_ref[link.by].target or ZERO)
        found.add(more)
    return found


def _chain(
    promise: Promise,
    by_ref: Mapping[str, Promise],
    replacing: Mapping[str, list[Replaces]],
    *,
    lends: bool,
) -> Chain:
    found = _yielded(promise.ref, by_ref, replacing)
    if lends:
        found = found.up_to(promise.target or ZERO)
    return Chain(
        root=promise.ref,
        members=tuple(dict.fromkeys(found.members)),
        target=promise.target,
        own=min(promise.delivered, found.delivered),
        delivered=found.delivered,
        validated=found.validated,
        recurrent=found.recurrent,
        one_off=found.one_off,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class NinetyTest:
    """The test of a year: validated in-year amounts over 90% of the target, strictly."""

    target: Decimal
    counted: Decimal
    recurrent: Decimal
    one_off: Decimal

    @property
    def is_met(self) -> bool:
        """Tell whether it is met: £36.0m of £40.0m is not, £36.01m is."""
        return self.counted * 100 > self.target * SHARE

    @property
    def share(self) -> str:
        """Return the share as it is printed."""
        return share_words(self.counted, of=self.target)

    @property
    def recurrent_share(self) -> str:
        """Return the recurrent share as it is printed."""
        return share_words(self.recurrent, of=self.target)


def ninety_test(target: Decimal | None, found: Iterable[Chain]) -> NinetyTest | None:
    """Return the test of a year; None where no target says what to compare with."""
    if not target:
        return None
    rows = list(found)
    return NinetyTest(
        target=target,
        counted=sum((chain.counted for chain in rows), ZERO),
        recurrent=sum((chain.counted_recurrent for chain in rows), ZERO),
        one_off=sum((chain.counted_one_off for chain in rows), ZERO),
    )


def share_words(amount: Decimal, *, of: Decimal) -> str:
    """Return a share in per cent, rounded down: "92.5%"; one just over 90% never reads "90.0%"."""
    share = amount * 100 / of
    for places in (Decimal("0.1"), Decimal("0.01")):
        printed = share.quantize(places, ROUND_DOWN)
        if printed != SHARE or share == SHARE:
            return f"{printed}%"
    return "just over 90%"
