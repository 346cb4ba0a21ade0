"""The words of the step-down position (Rule 21)."""

from irp.words import Term, Terms, Word, defined


class Clause(Word):
    """A clause of the rule under which commissioners may consider recommending the end."""

    A = "a"
    B = "b"
    C = "c"

    @property
    def label(self) -> str:
        """Return what the clause asks for."""
        return {
            Clause.A: "Test 1 met in all ten outcomes",
            Clause.B: "Tests 1, 2 and 3 met in outcome 1",
            Clause.C: "Confident of progress on tests 2 and 3 in outcomes 2 to 10",
        }[self]

    @property
    def held(self) -> str:
        """Return what is counted of its places."""
        return "confident" if self is Clause.C else "met"


TRUE, NOT_TRUE = "True", "Not true"
NOT_SUFFICIENT = (
    "Necessary, not sufficient: when all three are true, commissioners may consider recommending "
    "the end of the intervention. It is their decision."
)
DEFINED = {
    Clause.A: "Commissioners have declared test 1 met in each outcome, and each declaration "
    "counts.",
    Clause.B: "Commissioners have declared all three tests met in outcome 1, and each declaration "
    "counts.",
    Clause.C: "For each of the 18, commissioners say they are confident of progress, or the test "
    "is met and counts.",
}

STEP_DOWN = (
    Terms(
        "step_down",
        "Step-down position",
        (
            *defined(DEFINED),
            Term(
                "position",
                "Step-down position",
                "What the three clauses say on a day. Each is true or not true, with what is "
                "missing. Only what commissioners issued counts; the council’s own view and "
                "CPMO’s are beside it and never mixed in. The three contextual questions do not "
                "change it.",
            ),
        ),
        about=NOT_SUFFICIENT,
    ),
)
