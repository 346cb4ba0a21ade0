"""The exempt part of a committee's extract: what is exempt of what the committee takes, in full.

A paper to read with the public shut out: each item under its paragraph of Schedule 12A, placed by
its programme and who answers for it. Why the CPMO classified an item so is for those who classify.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from assurance.facts.evidence import IndexedFacts
from assurance.words.classification import Classification, Paragraph
from irp.words import WITHHELD, Oversight
from packs.context.exempt_assured import FINDERS as OF_ASSURANCE
from packs.context.exempt_assured import evidence
from packs.context.exempt_delivery import FINDERS as OF_DELIVERY
from packs.context.exempt_found import Finder, Found, Passage, of_ref
from packs.facts import PlanFacts
from packs.facts.classification import ClassedFacts, ClosedFacts
from packs.facts.edition import PinnedFacts
from packs.figures.classification import ground_of
from packs.snapshot.along import went_along
from packs.snapshot.codec import values_of
from packs.snapshot.extract import IN_RISKS, concerning
from packs.snapshot.held import held_in
from packs.snapshot.withhold import public_plan
from packs.words import Audience, ItemKind

A_THIRD_OF_A_PAGE = 1200  # characters of what an item says
FINDERS: Mapping[ItemKind, Finder] = {**OF_DELIVERY, **OF_ASSURANCE}


@dataclass(frozen=True, kw_only=True)
class ExemptItem:
    """One item that is exempt: under which paragraph, where it belongs, and what it says."""

    kind: str
    ref: str
    title: str
    paragraph: Paragraph | None  # of Schedule 12A; None where none was given
    about: str  # its programme, who answers for it
    passages: tuple[Passage, ...]
    goes_along: bool = False  # exempt since it names one that is

    @property
    def is_short(self) -> bool:
        """Tell whether it is kept on one page."""
        return sum(len(text) for _, text in self.passages) < A_THIRD_OF_A_PAGE

    @property
    def anchor(self) -> str:
        """Return what a link within the file leads to."""
        return f"exempt-{self.ref}-{self.kind}".replace(" ", "-").replace(",", "")


@dataclass(frozen=True, kw_only=True)
class ExemptGroup:
    """The items under one paragraph."""

    paragraph: Paragraph | None
    items: tuple[ExemptItem, ...]

    @property
    def ground(self) -> str:
        """Return the paragraph with what it is about."""
        return self.paragraph.label if self.paragraph else "Paragraph not given"


@dataclass(frozen=True, kw_only=True)
class ExemptPage:
    """Every exempt item of the committee's, by paragraph."""

    groups: tuple[ExemptGroup, ...]
    marking: str  # "Exempt: paragraphs 1 and 3"

    @property
    def items(self) -> tuple[ExemptItem, ...]:
        """Return them all, in their order."""
        return tuple(item for group in self.groups for item in group.items)


def exempt_page(
    plan: PlanFacts, pinned: PinnedFacts | None, audience: Audience
) -> ExemptPage | None:
    """Return it of an exempt part, None of any other edition; `plan` is the committee's."""
    if audience is not Audience.EXEMPT or pinned is None:
        return None
    groups = tuple(
        ExemptGroup(paragraph=paragraph, items=tuple(items))
        for paragraph, items in groupby(exempt_in(plan, pinned), key=lambda item: item.paragraph)
    )
    return ExemptPage(groups=groups, marking=_marking(groups))


def _marking(groups: tuple[ExemptGroup, ...]) -> str:
    numbers = [group.paragraph.value for group in groups if group.paragraph]
    if not numbers:
        return "Exempt"
    named = " and ".join([", ".join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)
    return f"Exempt: paragraph{'s' if numbers[1:] else ''} {named}"


def exempt_in(plan: PlanFacts, pinned: PinnedFacts) -> list[ExemptItem]:
    """Return what is exempt in a month, by paragraph, each with its title and what it says."""
    classes, closed = concerning(pinned)
    rows: list[tuple[str, ClassedFacts | ClosedFacts, Finder]] = [
        *((classed.kind.label, classed, FINDERS[classed.kind]) for classed in classes),
        *(("Evidence", piece, evidence) for piece in closed),
    ]
    exempt = [row for row in rows if row[1].classification is Classification.EXEMPT]
    month = _without_others(plan, classes, closed)
    rest = _without_rows(
        month, {classed.ref for _, classed, find in exempt if find is FINDERS[ItemKind.MILESTONE]}
    )
    items = []
    for kind, classed, find in exempt:
        if find(plan, classed.ref) is not None:
            # What names something that is not exempt itself is listed, and says nothing.
            shown = rest if find is FINDERS[ItemKind.RETURN] else month
            what = find(shown, classed.ref) or Found(title=WITHHELD, passages=[])
            items.append(_item(month, kind, classed.ref, classed.paragraph, what))
    items += _along(plan, month, pinned)
    return sorted(
        items, key=lambda item: (item.paragraph or "", item.kind, item.goes_along, item.ref)
    )


def _along(plan: PlanFacts, month: PlanFacts, pinned: PinnedFacts) -> Iterator[ExemptItem]:
    """Yield what the public extract goes without since it names an exempt item, as it is kept.

    Nobody classified it: it is exempt under the paragraph of the item that it names.
    """
    classes, closed = concerning(pinned)
    paragraphs = {
        ground_of(classed.classification, classed.paragraph): classed.paragraph
        for classed in classes
    }
    extract = pinned.extract
    reached = IN_RISKS if extract and extract.oversight is Oversight.AUDIT else set(FINDERS)
    for held in went_along([values_of(plan)["plan"]], held_in(classes, closed)):
        is_exempt = held.classification is Classification.EXEMPT
        find = FINDERS[held.kind] if is_exempt and held.kind and held.kind in reached else None
        if held.kind and find and (what := find(month, held.ref)):
            item = _item(month, held.kind.label, held.ref, paragraphs[held.ground], what)
            yield replace(item, goes_along=True)


def _without_others(
    plan: PlanFacts, classes: Iterable[ClassedFacts], closed: Iterable[ClosedFacts]
) -> PlanFacts:
    """Return a month without what is withheld but not exempt: this part does not show it either."""
    others = [classed for classed in classes if classed.classification is not Classification.EXEMPT]
    shut = [piece for piece in closed if piece.classification is not Classification.EXEMPT]
    pieces = tuple(map(_as_public, plan.evidence)) if plan.evidence else plan.evidence
    shown = replace(plan, evidence=pieces)
    return public_plan(shown, others, closed=shut).plan if others or shut else shown


def _as_public(piece: IndexedFacts) -> IndexedFacts:
    """Return a piece that was exempt when its month was frozen as one that is shown here."""
    if piece.classification is not Classification.EXEMPT:
        return piece
    return replace(piece, classification=Classification.PUBLIC)


def _without_rows(plan: PlanFacts, refs: set[str]) -> PlanFacts:
    """Return a month without the milestones that stand under their own paragraph."""
    programmes = (
        replace(
            programme, milestones=tuple(row for row in programme.milestones if row.ref not in refs)
        )
        for programme in plan.programmes
    )
    return replace(plan, programmes=tuple(programmes))


def _item(
    plan: PlanFacts, kind: str, ref: str, paragraph: Paragraph | None, what: Found
) -> ExemptItem:
    return ExemptItem(
        kind=kind,
        ref=ref,
        title=what.title,
        paragraph=paragraph,
        about=_about(plan, what),
        passages=tuple((name, text) for name, text in what.passages if text),
    )


def _about(plan: PlanFacts, what: Found) -> str:
    """Return "Housing Improvement; SAO Director of Housing; owner Head of Repairs"."""
    programme = of_ref(plan.programmes, what.programme) if what.programme else None
    sao = programme.sao if programme else None
    parts = [programme.name if programme else what.place, f"SAO {sao}" if sao else ""]
    parts.append(f"owner {what.owner}" if what.owner and what.owner != sao else "")
    return "; ".join(filter(None, parts))
