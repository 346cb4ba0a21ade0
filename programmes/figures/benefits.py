"""Benefits as lists and pages show them: a line each, the counts of a list. Pure (Rule 26)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from irp.rules.measuring import Measured
from irp.rules.numbers import counted
from programmes.facts.benefits import BenefitFacts
from programmes.rules.benefits import benefit_status
from programmes.words.benefits import BenefitGroup, BenefitKind, BenefitStatus


@dataclass(frozen=True, kw_only=True)
class BenefitLine:
    """A benefit as a day reads it."""

    facts: BenefitFacts
    status: BenefitStatus
    measured: Measured

    @property
    def is_wrong(self) -> bool:
        """Tell whether its day has passed and its target is not reached, or its limit is passed."""
        return self.status in (BenefitStatus.LATE, BenefitStatus.BEYOND)

    @property
    def is_late(self) -> bool:
        """Tell whether its day has passed and its target is not reached."""
        return self.status is BenefitStatus.LATE

    @property
    def review_is_overdue(self) -> bool:
        """Tell whether the day of its review has passed without a reading since."""
        review, reading = self.facts.review_on, self.facts.reading
        if self.facts.saving or self.facts.ended_on or not self.measured.has_passed(review):
            return False
        return reading is None or (review is not None and reading.month < review.replace(day=1))

    @property
    def newest(self) -> str:
        """Return the newest reading in its unit, "" where there is none."""
        return printed(self.facts.reading.value, self.facts.unit) if self.facts.reading else ""

    @property
    def baseline(self) -> str:
        """Return the baseline in its unit, "" where there is none."""
        return printed(self.facts.baseline, self.facts.unit)

    @property
    def target(self) -> str:
        """Return the target in its unit, "" where there is none."""
        return printed(self.facts.target, self.facts.unit)

    @property
    def groups(self) -> frozenset[BenefitGroup]:
        """Return the groups of the list that it is in."""
        told = {
            BenefitGroup.BEYOND: self.status is BenefitStatus.BEYOND,
            BenefitGroup.LATE: self.is_late,
            BenefitGroup.UNREAD: self.status is BenefitStatus.UNREAD,
            BenefitGroup.NO_OWNER: self.facts.owner is None and not self.facts.ended_on,
            BenefitGroup.REVIEW: self.review_is_overdue,
            BenefitGroup.DISBENEFIT: self.facts.kind is BenefitKind.DISBENEFIT,
        }
        return frozenset(group for group, holds in told.items() if holds)


def printed(value: Decimal | None, unit: str) -> str:
    """Return a number in its unit: "12.5 days", "95%", "£1,200"."""
    if value is None:
        return ""
    number = f"{value.normalize():,f}"
    if unit == "£":
        return f"£{number}".replace("£-", "-£")
    return f"{number}%" if unit == "%" else f"{number} {unit}".strip()


def benefit_lines(facts: Iterable[BenefitFacts], *, measured: Measured) -> list[BenefitLine]:
    """Return the benefits as a day reads them: late ones first, those reached last."""
    order = list(BenefitStatus)
    lines = [
        BenefitLine(
            facts=benefit,
            measured=measured,
            status=benefit_status(
                benefit.reading.value if benefit.reading else None,
                target=benefit.target,
                target_on=benefit.target_on,
                better=benefit.better,
                is_cashable=benefit.saving is not None,
                measured=measured,
                kind=benefit.kind,
                ended=benefit.ended_on is not None,
            ),
        )
        for benefit in facts
    ]
    return sorted(lines, key=lambda line: (order.index(line.status), line.facts.ref))


@dataclass(frozen=True, kw_only=True)
class BenefitsPosition:
    """What the register of benefits comes to on a day."""

    lines: tuple[BenefitLine, ...]

    @property
    def headline(self) -> str:
        """Return it in a sentence, what is wrong first; nothing entered is said too."""
        if not self.lines:
            return "No benefit and no disbenefit is in the register."
        told = Counter(line.status for line in self.lines)
        kinds = Counter(line.facts.kind for line in self.lines)
        what = (
            f"{counted(kinds[BenefitKind.BENEFIT], 'benefit')} and "
            f"{counted(kinds[BenefitKind.DISBENEFIT], 'disbenefit')}"
        )
        parts = [
            f"{told[BenefitStatus.LATE]} past the target’s day and not reached",
            f"{told[BenefitStatus.BEYOND]} beyond the limit",
            f"{told[BenefitStatus.REACHED]} reached",
        ]
        if told[BenefitStatus.UNREAD]:
            parts.append(f"{told[BenefitStatus.UNREAD]} without a reading")
        if told[BenefitStatus.CASHABLE]:
            parts.append(f"{told[BenefitStatus.CASHABLE]} in money, counted once, as the saving")
        return f"{what}: {', '.join(parts)}."


def benefits_position(facts: Iterable[BenefitFacts], *, measured: Measured) -> BenefitsPosition:
    """Return the benefits as a day reads them, with what they come to."""
    return BenefitsPosition(lines=tuple(benefit_lines(facts, measured=measured)))
