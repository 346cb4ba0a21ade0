"""Official words in force beside ours, and what each load changed (Rule 24d)."""

from dataclasses import dataclass

from assurance.facts.official import OfficialFacts
from assurance.figures.official import OfficialLine, WordsChange, official_text
from assurance.models import AssuranceTest, PriorityOutcome, Requirement, WordsLoad
from assurance.readings.official import official_facts, official_words, words_before
from assurance.rules.official import Official
from irp.readings import Source
from irp.rules.calendar import london_day


@dataclass(frozen=True)
class OfficialSheet:
    """Every requirement in force, outcome and test, each with its official words or none."""

    lines: tuple[OfficialLine, ...]

    def of_kind(self, kind: str) -> list[OfficialLine]:
        """Return those of one kind."""
        return [line for line in self.lines if line.kind == kind]

    @property
    def counts(self) -> tuple[tuple[str, int, int], ...]:
        """Return of each kind its name, how many have official words, and how many there are."""
        kinds = dict.fromkeys(line.kind for line in self.lines)
        return tuple(
            (kind, sum(1 for line in some if line.words), len(some))
            for kind in kinds
            for some in [self.of_kind(kind)]
        )


def official_sheet(source: Source) -> OfficialSheet:
    """Return what has official words and what has not, in the plan's order."""
    words, on = official_words(source), london_day(source.at)
    outcomes = {row.id: row for row in source.rows(PriorityOutcome)}
    tests = {row.id: row for row in source.rows(AssuranceTest)}
    rows = [
        row for row in source.rows(Requirement) if row.retired_on is None or on < row.retired_on
    ]
    rows.sort(
        key=lambda row: (outcomes[row.outcome_id].number, tests[row.test_id].number, row.number)
    )
    return OfficialSheet(
        (
            *(
                official_line(f"T{row.number}", "Test", row.question, (), words)
                for row in sorted(tests.values(), key=lambda row: row.number)
            ),
            *(
                official_line(f"PO{row.number}", "Outcome", row.outcome, (), words)
                for row in sorted(outcomes.values(), key=lambda row: row.number)
            ),
            *(
                official_line(row.ref, "Requirement", row.title, tuple(row.considerations), words)
                for row in rows
            ),
        )
    )


def official_line(
    ref: str,
    kind: str,
    ours: str,
    considered: tuple[str, ...],
    words: dict[str, OfficialFacts],
) -> OfficialLine:
    """Return what the plan says here of a thing, with the official words of it, if any."""
    text = Official(says=ours, considerations=considered).text
    return OfficialLine(ref=ref, kind=kind, ours=text, words=words.get(ref))


def changes_of(load: WordsLoad) -> list[WordsChange]:
    """Return what a load made of each thing that it has words of, in the file's order."""
    before = words_before(load)
    return [
        WordsChange(
            ref=row.of,
            was=official_text(before.get(row.of)),
            becomes=official_text(official_facts(row)),
            sha256=row.sha256,
        )
        for row in load.rows.all()
    ]
