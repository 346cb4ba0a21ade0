"""What a public twin of a frozen month may say: facts in, facts out (Rules 24e and 29).

It works before any figure is made, on the facts as plain values, so that no text, count, chart,
title or file made of them can give away what is withheld. A withheld record goes with every record
that names it; a record of several rows goes with the last of them. What people wrote goes word by
word where it names a withheld record. Results of judgements, their dates and authors stay, unless
one is withheld before it is published: see `packs.snapshot.results`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assurance.facts.hidden import ALL_SHOWN, HiddenResults
from assurance.words.evidence import Classification
from packs.facts import PlanFacts
from packs.facts.classification import (
    NOTHING_HIDDEN,
    ClassedFacts,
    ClosedFacts,
    HiddenTotals,
    WithheldCount,
)
from packs.facts.edition import PinnedFacts
from packs.figures.classification import ground_of
from packs.snapshot.codec import body_of, pinned_of, plain_values, plan_in, text_of
from packs.snapshot.copies import Copyable, hush_copies
from packs.snapshot.hushing import WITHHELD, folded, named, refs_in, titles, told, without
from packs.snapshot.results import hidden_results, of_tests, take_results, tests_in
from packs.snapshot.spoken import hush_spoken, hush_what_followed, spoken_of
from packs.words import ItemKind

EVIDENCE = "Evidence"


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One item that is not public; evidence, which is classified by itself, has no kind."""

    kind: ItemKind | None
    ref: str
    classification: Classification
    ground: str

    @property
    def is_of_words(self) -> bool:
        """Tell whether it is what people wrote of something that itself stays public."""
        return self.kind is not None and self.kind.is_of_words

    @property
    def is_result(self) -> bool:
        """Tell whether it is a result, of which the requirement or test itself stays."""
        return self.kind is not None and self.kind.is_result

    @property
    def takes_along(self) -> bool:
        """Tell whether what names it goes with it: what cites a piece of evidence stays."""
        return self.kind is not None and self.kind.takes_along

    @property
    def place(self) -> tuple[int, str]:
        """Return where it stands among others: by kind, evidence last, then by ground."""
        return list(ItemKind).index(self.kind) if self.kind else len(ItemKind), self.ground


@dataclass(frozen=True, kw_only=True, slots=True)
class PublicPlan:
    """A frozen month without what is withheld, and what is, by kind and ground.

    With it come the month that it is compared with and what the edition prints beside its
    snapshot, without the same.
    """

    plan: PlanFacts
    withheld: tuple[WithheldCount, ...]
    last: PlanFacts | None = None
    pinned: PinnedFacts | None = None
    hidden: HiddenTotals = NOTHING_HIDDEN
    not_shown: HiddenResults = ALL_SHOWN


def not_public(
    plan: PlanFacts, classes: Iterable[ClassedFacts], *, closed: Iterable[ClosedFacts] = ()
) -> tuple[WithheldCount, ...]:
    """Return what of a frozen month is not public, by kind and ground: its whole edition says it.

    `closed` is the evidence that is not public now; what was not when the month was frozen is none
    either. What the month does not speak of is not counted.
    """
    held = _held(classes, closed, plan)
    if not held:
        return ()
    facts = plain_values(body_of(plan))["plan"]
    return _counted(_in([facts], held))


def closed_since(
    plan: PlanFacts,
    pinned: PinnedFacts,
    classes: Iterable[ClassedFacts],
    *,
    closed: Iterable[ClosedFacts],
) -> tuple[str, ...]:
    """Return what a public edition of the month prints that is not public any more, by reference.

    `pinned` is what stood when it was asked for, `classes` and `closed` what stands now.
    """
    then = {(one.kind, one.ref) for one in _held(pinned.classes, pinned.closed, plan)}
    now = [one for one in _held(classes, closed, plan) if (one.kind, one.ref) not in then]
    if not now:
        return ()
    facts = plain_values(body_of(plan))["plan"]
    return tuple(one.ref for one in _in([facts], now))


def public_plan(
    plan: PlanFacts,
    classes: Iterable[ClassedFacts],
    *,
    closed: Iterable[ClosedFacts] = (),
    last: PlanFacts | None = None,
    pinned: PinnedFacts | None = None,
) -> PublicPlan:
    """Return the facts that may be published, with what is withheld from them.

    `last` is the month that it is compared with: what is withheld now is withheld from it too, so
    that nothing reads as closed or removed. `pinned` is what the edition prints beside it. `closed`
    is as above.
    """
    held = _held(classes, closed, plan, last)
    months = [plain_values(body_of(one)) for one in (plan, last) if one is not None]
    whole = [month["plan"] for month in months]
    rows = {one.ref: one.takes_along for one in held if not one.is_of_words and not one.is_result}
    beside = plain_values(text_of(pinned)) | {"classes": [], "closed": []} if pinned else {}
    refs = {(one.kind, one.ref) for one in held}
    not_shown = hidden_results(refs)
    said = hush_spoken([*whole, beside], refs | of_tests(not_shown), rows)
    take_results(whole, beside, not_shown)
    names = named(rows, [title for facts in whole for title in titles(facts, rows)])
    for month in months:
        month["plan"] = _kept(month["plan"], rows, names)
        hush_copies(month["plan"], said)
    kept = [plan_in(month) for month in months]
    pairs = [(plan, kept[0]), *([(last, kept[1])] if last else [])]
    return PublicPlan(
        plan=kept[0],
        last=kept[1] if last else None,
        pinned=_pinned(pinned, beside, rows, names, said) if pinned else None,
        withheld=_counted(_in(whole, held)),
        hidden=hidden_totals(pairs),
        not_shown=not_shown,
    )


def hidden_totals(months: Iterable[tuple[PlanFacts, PlanFacts]]) -> HiddenTotals:
    """Return what cannot be added up of months, each whole and as it is shown, the newest first."""
    pairs = list(months)
    money = [(was.money, now.money) for was, now in pairs if was.money and now.money]
    return HiddenTotals(
        years=frozenset(
            year.year
            for was, now in money
            for year, left in zip(was.years, now.years, strict=True)
            if len(left.savings) < len(year.savings)
        ),
        receipts=any(len(now.lots) < len(was.lots) for was, now in money),
        originals=sum(len(was.published) - len(now.published) for was, now in pairs[:1]),
    )


def _held(
    classes: Iterable[ClassedFacts], closed: Iterable[ClosedFacts], *months: PlanFacts | None
) -> list[Held]:
    """Return what is not public, by the newest acts and by what evidence says, now or frozen.

    Of two months it is the first that says how a piece of both was classified.
    """
    then = [
        ClosedFacts(ref=one.ref, classification=one.classification, paragraph=None)
        for month in reversed(months)
        for one in (month.evidence if month else None) or ()
    ]
    pieces = {one.ref: one for one in (*then, *closed)}
    held = [_item(one, one.kind) for one in classes] + [_item(one) for one in pieces.values()]
    return [one for one in held if one.classification is not Classification.PUBLIC]


def _item(one: ClassedFacts | ClosedFacts, kind: ItemKind | None = None) -> Held:
    return Held(
        kind=kind,
        ref=one.ref,
        classification=one.classification,
        ground=ground_of(one.classification, one.paragraph),
    )


def _kept(facts: Mapping[str, Any], rows: Mapping[str, bool], names: re.Pattern[str]) -> Any:
    """Return a month's facts without the withheld ones, as plain values.

    Council's target for a year of which a saving is withheld goes with it: what its other savings
    promise, taken from it, would give the amount away.
    """
    found = told(without(facts, rows), names)
    if facts["money"]:
        for was, now in zip(facts["money"]["years"], found["money"]["years"], strict=True):
            if len(now["savings"]) < len(was["savings"]):
                now["resolved"] = None
    if facts["boards"]:
        hush_what_followed(facts["boards"], found["boards"], rows)
    return found


def _pinned(
    pinned: PinnedFacts,
    values: dict[str, Any],
    rows: Mapping[str, bool],
    names: re.Pattern[str],
    said: Copyable,
) -> PinnedFacts:
    """Return what an edition prints beside its snapshot; an act on a withheld item is left out."""
    values["since"] = [one for one in values["since"] if not names.search(folded(one["what"]))]
    kept = told(without(values, rows), names)
    hush_copies(kept, said)
    kept["since"] = [one for one in kept["since"] if one["what"] != WITHHELD]
    return replace(pinned_of(kept), classes=pinned.classes, closed=pinned.closed)


def _in(months: Sequence[Mapping[str, Any]], held: Iterable[Held]) -> list[Held]:
    """Return the items that stand in one of the months at all."""
    refs = {ref for facts in months for ref in (*refs_in(facts), *tests_in(facts))}

    def is_there(one: Held) -> bool:
        if one.is_of_words:
            return any(True for facts in months for _ in spoken_of(facts, one.kind, one.ref))
        return one.ref in refs

    return [one for one in held if is_there(one)]


def _counted(held: Iterable[Held]) -> tuple[WithheldCount, ...]:
    found: dict[tuple[int, str], list[Held]] = {}
    for one in held:
        found.setdefault(one.place, []).append(one)
    return tuple(
        WithheldCount(
            what=those[0].kind.label if those[0].kind else EVIDENCE,
            ground=those[0].ground,
            classification=those[0].classification,
            count=len(those),
        )
        for _, those in sorted(found.items())
    )
