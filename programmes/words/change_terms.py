"""The glossary of change control: who decides, kinds of change, where a request is (Rule 18)."""

from irp.words import Term, Terms, defined
from programmes.words.change_causes import Tier
from programmes.words.changes import ChangeKind, ChangeState

CHANGES = (
    Terms(
        "change_tier",
        "Who decides a change",
        defined(
            {
                Tier.OFFICERS: "A new date up to 30 days from the original one, a first date, "
                "another start, or other wording, with nothing else touched.",
                Tier.TIB: "A new date 31 to 90 days from the original one, or an old date that has "
                "passed. Any change of scope, added work, split, merge, pause or end of a pause. "
                "Work that others need, where one of them objects or has not answered in 5 working "
                "days.",
                Tier.CABINET: "A new date more than 90 days from the original one, work that is "
                "descoped, closed or brought back, an assurance date overtaken, or a saving or "
                "receipt changed. IRB’s view is recorded.",
            }
        ),
        about="Days run from the original date to the proposed one, all moves together, and the "
        "worst row decides. The days are a setting: these are the starting values. Whoever asks "
        "for a change never decides it.",
    ),
    Terms(
        "change_kind",
        "Kinds of change",
        defined({kind: kind.meaning for kind in ChangeKind}),
        about="One request may ask for several kinds of change of different milestones, decided "
        "together. Of one milestone it may move the date, change the words or the scope, and pause "
        "or resume it. What is split, merged or closed leaves the plan, so the same request asks "
        "nothing else of it.",
    ),
    Terms(
        "change_state",
        "Where a change request is",
        (
            *defined(
                {
                    ChangeState.WITH_SAO: "The programme’s SAO decides first.",
                    ChangeState.WITH_CPMO: "The SAO has agreed.",
                    ChangeState.AT_TIB: "SAO and CPMO have agreed. CPMO records what TIB decides.",
                    ChangeState.AT_CABINET: "TIB has agreed. CPMO records what Cabinet decides.",
                    ChangeState.APPROVED: "It is in effect.",
                    ChangeState.IN_PART: "Some rows are in effect and the others were refused.",
                    ChangeState.REFUSED: "Nothing changes.",
                    ChangeState.WITHDRAWN: "Nothing changes. It was taken back before a decision.",
                }
            ),
            Term(
                "change_waits",
                "Undecided after two freezes",
                "Two months or more were frozen since it was asked for. It never lapses by itself.",
            ),
        ),
    ),
)
