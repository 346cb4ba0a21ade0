"""What nobody had given by the freeze, and from whom: the cover of a pack lists it (Rule 16)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assurance.figures.outcomes import and_hidden, is_hidden, passed_dates
from assurance.figures.requirements import RequirementLine
from assurance.words import Speaker
from irp.rules.financial_years import year_words
from irp.rules.money import printed_pounds
from irp.rules.numbers import counted
from programmes.facts.savings import YearFacts
from programmes.figures.programmes import ProgrammeLine
from programmes.figures.savings import awaits_validation, validated_of

NO_POST = "no SAO named"


@dataclass(frozen=True, kw_only=True)
class NotReceived:
    """What was not received, by who owed it; "" or none where nothing of it is missing."""

    returns: tuple[str, ...]  # the programmes, each with the post of its SAO
    ratings: tuple[str, ...]  # the programmes that reported and that CPMO did not rate
    judgements: (
        str  # "" for none; commissioners': that delay is theirs, not the council's (Rule 13)
    )
    validations: str  # finance's, of what savings are said to have delivered

    @property
    def parts(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return who owed what, one by one, those of whom nothing is missing left out."""
        every = (
            ("Returns", self.returns),
            ("CPMO’s rating", self.ratings),
            ("Commissioners’ judgement", (self.judgements,) if self.judgements else ()),
            ("Finance’s validation", (self.validations,) if self.validations else ()),
        )
        return [(who, what) for who, what in every if what]


def not_received(
    owed: Iterable[tuple[ProgrammeLine, str]],
    requirements: Sequence[RequirementLine],
    year: YearFacts | None,
) -> NotReceived:
    """Return what nobody had given of a month.

    `owed` is each programme that owed a return, with the SAO's posts that nobody held at the
    freeze; `year` the savings of the month's financial year, None where nothing is kept of them.
    """
    lines = list(owed)
    return NotReceived(
        returns=tuple(
            f"{line.name} ({f'SAO post vacant: {vacant}' if vacant else line.sao or NO_POST})"
            for line, vacant in lines
            if not line.is_received
        ),
        ratings=tuple(
            line.name
            for line, _ in lines
            if line.is_received and (line.cpmo_rating is None or line.cpmo_rating.rating is None)
        ),
        judgements=_judgements(requirements),
        validations=_validations(year) if year else "",
    )


def _judgements(requirements: Sequence[RequirementLine]) -> str:
    who = Speaker.COMMISSIONER
    hidden = sum(is_hidden(line, who) for line in requirements)
    missing = sum(line.judgement(who) is None for line in requirements) - hidden
    if not missing and not hidden:
        return ""
    passed = passed_dates(requirements).not_assessed
    late = f", {passed} of them with a date passed" if passed else ""
    return f"{counted(missing, 'requirement')} not assessed{late}{and_hidden(hidden)}"


def _validations(year: YearFacts) -> str:
    """Return the money that Finance has not validated, "" where it has looked at all of it.

    What was corrected to less than was validated leaves none: only the correction waits (Rule 26).
    """
    rows = [
        saving for saving in year.savings if awaits_validation(saving.amounts, saving.validation)
    ]
    if not rows:
        return ""
    left = sum(
        (
            saving.amounts.delivered - (validated_of(saving.amounts, saving.validation) or 0)
            for saving in rows
            if saving.amounts
        ),
        start=Decimal(),
    )
    delivered = f"what {counted(len(rows), 'saving')} delivered in {year_words(year.year)}"
    return f"{printed_pounds(left)} of {delivered}" if left else f"a correction of {delivered}"
