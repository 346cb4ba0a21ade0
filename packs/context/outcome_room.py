"""Which requirements of an outcome are said in full: as many as its sides hold. Pure (PAGES 6).

The longest passed comes first, then what is due the soonest. The others are a line each on these
sides; the register has what was judged of them.
"""

from collections.abc import Iterable, Sequence

from assurance.figures.assessments import AssessmentLine
from assurance.figures.requirements import RequirementLine
from packs.context.room import ACROSS, SIDE, height_of

SIDES, FIRST_SIDES = 2, 3  # the first outcome takes a side more
SPARE = 14.0  # millimetres at the foot of a side, where a requirement does not break
SAID = 0.87 * ACROSS - 3  # of a judgement
TITLE = 0.37 * ACROSS - 3  # of a requirement in a line
ROW = 0.9  # padding and rule of a row
A_LINE = 5.0  # least height of a requirement in a line


def sides_of(outcome: int) -> int:
    """Return on how many sides an outcome is said."""
    return FIRST_SIDES if outcome == 1 else SIDES


def that_fit(
    pressing: Sequence[RequirementLine],
    others: Iterable[RequirementLine],
    *,
    sides: int,
    beside: float,
) -> tuple[RequirementLine, ...]:
    """Return those of the pressing requirements that stand in full, in the order given.

    `beside` is the height of what else stands on the sides. One that is too long is passed over.
    """
    left = sides * (SIDE - SPARE) - beside - sum(map(_in_a_line, (*others, *pressing)))
    found = []
    for line in pressing:
        more = _in_full(line) - _in_a_line(line)
        if more <= left:
            found.append(line)
            left -= more
    return tuple(found)


def _in_a_line(line: RequirementLine) -> float:
    return max(A_LINE, height_of(line.title, across=TITLE, points=9) + ROW)


def _in_full(line: RequirementLine) -> float:
    dates = "".join(f"{gate.purpose.label}: {gate.words or 30 * '0'}; " for gate in line.gates)
    considered = "".join(f"({number}) {words}; " for number, words in line.considered)
    official = line.official
    if official:
        considered += " ".join((official.says, *official.considerations))
    return (
        height_of(f"{line.ref} {line.title}", across=ACROSS - 6, points=9.4)
        + height_of(f"{dates}{line.owner.post if line.owner else 30 * '0'}{30 * '0'}",
                    across=ACROSS - 3, points=9)
        + height_of(considered, across=ACROSS - 3, points=8.2)
        + 2 * ROW
        + sum(_judged(line, assessment) for assessment in line.assessments)
    )  # fmt: skip


def _judged(line: RequirementLine, assessment: AssessmentLine) -> float:
    words = (
        f"{assessment.words}, 00 Mmm 0000. {assessment.rationale} {line.missing_beside(assessment)}"
        f" {assessment.by}. Evidence: {assessment.evidence_cited} {assessment.answer_words}"
        f" {line.judged_on(assessment.speaker)}"
    )
    return height_of(words, across=SAID, points=9, leading=1.2) + ROW
