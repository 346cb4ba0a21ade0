"""Which requirements of an outcome are said in full: as many as its sides hold. Pure (PAGES 6).

The longest passed comes first, then what is due the soonest. The others are a line each on these
sides; the register has what was judged of them.
"""

from collections.abc import Iterable, Sequence

from assurance.figures.assessments import AssessmentLine
from assurance.figures.requirements import RequirementLine
from packs.context.linked import Linked
from packs.context.outcome_page import OutcomePage
from packs.context.room import ACROSS, SIDE, height_of

# Heights and breadths are in millimetres, as the style sheet has them.
SIDES, FIRST_SIDES = 2, 3  # the first outcome takes a side more
SPARE = 14.0  # at the foot of a side, where a requirement does not break
SAID = 0.87 * ACROSS - 3  # of a judgement
TITLE = 0.37 * ACROSS - 3  # of a requirement in a line
ROW = 0.9  # padding and rule of a row
A_LINE = 5.0  # least height of a requirement in a line
HEAD = 84.0  # the name, the bars, the heads of the tables
HALF = 0.4 * ACROSS - 3  # a concern, and what serves the outcome
STRIP = 11.0  # a run of what is to be sustained, and its heading


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


def height_beside(page: OutcomePage) -> float:
    """Return how high everything stands on an outcome's sides that is not a requirement."""
    official, linked = page.official, page.linked or Linked(rows=(), proposed=())
    passed = 200 * "0" + "".join(f"{test}: {words}. " for test, words in page.declared)
    texts = (
        page.outcome, official.says if official else "", passed, page.progress, page.erratum,
        " ".join(f"{row.ref}, (late)" for row in linked.proposed),
        " ".join(f"{line.facts.ref} for {line.requirements}; " for line in page.evidence),
    )  # fmt: skip
    rows = [
        *((row.facts.summary, row.response.words if row.response else "") for row in page.concerns),
        *((row.title, row.state) for row in linked.rows),
    ]
    told = sum(height_of(text, across=ACROSS, points=10, leading=1.3) + 1.2 for text in texts)
    halves = sum(max(height_of(text, across=HALF, points=9) for text in row) + 6.5 for row in rows)
    return HEAD + told + halves + sum(STRIP * (len(row.runs) + 1) for row in page.sustained or ())


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
