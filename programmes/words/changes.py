"""The words of change control: kinds, forums, states, acts, reasons (Rule 18)."""

from collections.abc import Iterable

from irp.words import Word, plain
from programmes.words.change_causes import Tier


class ChangeKind(Word):
    """What one row of a request asks for."""

    DATE = "date"
    WORDING = "wording"
    SCOPE = "scope"
    ADD = "add"
    SPLIT = "split"
    MERGE = "merge"
    PAUSE = "pause"
    RESUME = "resume"
    DESCOPE = "descope"
    CLOSE = "close"

    @property
    def label(self) -> str:
        """Return what is asked for."""
        return {
            ChangeKind.DATE: "Move a date",
            ChangeKind.WORDING: "Change the wording",
            ChangeKind.SCOPE: "Change the scope",
            ChangeKind.ADD: "Add a milestone",
            ChangeKind.SPLIT: "Split a milestone",
            ChangeKind.MERGE: "Merge milestones",
            ChangeKind.CLOSE: "Close",
        }.get(self, plain(self.value))

    @property
    def meaning(self) -> str:
        """Return what the request does once it is approved."""
        return {
            ChangeKind.DATE: "The date becomes the next baseline, its start too where that "
            "moves. Also the first date of a milestone whose date is to be confirmed.",
            ChangeKind.WORDING: "Other words for the same work.",
            ChangeKind.SCOPE: "Other work under the same reference.",
            ChangeKind.ADD: "New work, with a reference and an original date of its own.",
            ChangeKind.SPLIT: "Two or more milestones take its place. They keep its original date.",
            ChangeKind.MERGE: "One milestone takes their place, with the earliest original date.",
            ChangeKind.PAUSE: "The work stops for now. Its dates stay, so it may become late.",
            ChangeKind.RESUME: "Paused or descoped work begins again.",
            ChangeKind.DESCOPE: "The work will not be done.",
            ChangeKind.CLOSE: "Ongoing or recurring work is run by a service from now on.",
        }[self]

    @property
    def done(self) -> str:
        """Return what an approved request has done, as a heading of a list says it."""
        return {
            ChangeKind.DATE: "Date moved",
            ChangeKind.WORDING: "Wording changed",
            ChangeKind.SCOPE: "Scope changed",
            ChangeKind.ADD: "Added",
            ChangeKind.SPLIT: "Split",
            ChangeKind.MERGE: "Merged",
            ChangeKind.PAUSE: "Paused",
            ChangeKind.RESUME: "Resumed",
            ChangeKind.DESCOPE: "Descoped",
            ChangeKind.CLOSE: "Closed",
        }[self]

    @property
    def is_status(self) -> bool:
        """Tell whether it changes what the month's report says of a milestone (Rule 4)."""
        return self in {ChangeKind.PAUSE, ChangeKind.RESUME, ChangeKind.DESCOPE}

    @property
    def is_whole(self) -> bool:
        """Tell whether its rows belong together: no board can approve some of them."""
        return self in {ChangeKind.SPLIT, ChangeKind.MERGE}

    @property
    def adds_rows(self) -> bool:
        """Tell whether it adds rows to the plan, alone or in place of others (Rule 18a)."""
        return self is ChangeKind.ADD or self.is_whole


def kinds_said(kinds: Iterable[ChangeKind]) -> str:
    """Return what a request asks for, each kind once: "Move a date, pause and descope"."""
    labels = [kind.label for kind in dict.fromkeys(kinds)]
    labels[1:] = [words[:1].lower() + words[1:] for words in labels[1:]]
    return " and ".join(filter(None, (", ".join(labels[:-1]), *labels[-1:])))


class ChangeForum(Word):
    """Who agrees to a request, in the order of asking; IRB gives a view and decides nothing."""

    SAO = "sao"
    CPMO = "cpmo"
    TIB = "tib"
    IRB = "irb"
    CABINET = "cabinet"

    @property
    def label(self) -> str:
        """Return the forum as the council writes it."""
        return "Cabinet" if self is ChangeForum.CABINET else self.value.upper()

    @property
    def is_board(self) -> bool:
        """Tell whether its decision is recorded by citing a meeting and its minute."""
        return self not in {ChangeForum.SAO, ChangeForum.CPMO}


PATHS = {
    Tier.OFFICERS: (ChangeForum.SAO, ChangeForum.CPMO),
    Tier.TIB: (ChangeForum.SAO, ChangeForum.CPMO, ChangeForum.TIB),
    Tier.CABINET: (ChangeForum.SAO, ChangeForum.CPMO, ChangeForum.TIB, ChangeForum.CABINET),
}


class ChangeState(Word):
    """Where a request is: with whom, or how it ended."""

    WITH_SAO = "with_sao"
    WITH_CPMO = "with_cpmo"
    AT_TIB = "at_tib"
    AT_CABINET = "at_cabinet"
    APPROVED = "approved"
    IN_PART = "in_part"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """Return the state in words."""
        return {
            ChangeState.WITH_SAO: "With the SAO",
            ChangeState.WITH_CPMO: "With CPMO",
            ChangeState.AT_TIB: "At TIB",
            ChangeState.AT_CABINET: "At Cabinet",
            ChangeState.IN_PART: "Approved in part",
        }.get(self, plain(self.value))

    @property
    def forum(self) -> ChangeForum | None:
        """Return who has to decide next; None once it has ended."""
        return {
            ChangeState.WITH_SAO: ChangeForum.SAO,
            ChangeState.WITH_CPMO: ChangeForum.CPMO,
            ChangeState.AT_TIB: ChangeForum.TIB,
            ChangeState.AT_CABINET: ChangeForum.CABINET,
        }.get(self)

    @property
    def is_open(self) -> bool:
        """Tell whether it is still to be decided."""
        return self.forum is not None

    @property
    def is_approved(self) -> bool:
        """Tell whether all or some of it was approved."""
        return self in {ChangeState.APPROVED, ChangeState.IN_PART}


WAITS_FOR = {state.forum: state for state in ChangeState if state.forum}
UNDECIDED = frozenset(state for state in ChangeState if state.is_open)


class ChangeAct(Word):
    """What was done to a request."""

    ASKED = "asked"
    AGREED = "agreed"
    VIEWED = "viewed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    TAKER_ASKED = "taker_asked"
    TAKER_AGREED = "taker_agreed"
    OBJECTED = "objected"

    @property
    def label(self) -> str:
        """Return what was done."""
        return "Taker objected" if self is ChangeAct.OBJECTED else plain(self.value)


class ChangeReason(Word):
    """Why a change is asked for, in one of a few words; the text says the rest."""

    SUPPLIER = "supplier"
    PEOPLE = "people"
    MONEY = "money"
    DEPENDENCY = "dependency"
    GOVERNMENT = "government"
    LARGER = "larger"
    SEQUENCE = "sequence"
    CORRECTION = "correction"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Return the reason in words."""
        return {
            ChangeReason.SUPPLIER: "Supplier or market",
            ChangeReason.PEOPLE: "People or skills",
            ChangeReason.DEPENDENCY: "Something it depends on is late",
            ChangeReason.GOVERNMENT: "Law, regulator or government",
            ChangeReason.LARGER: "The work is larger than planned",
            ChangeReason.SEQUENCE: "A better order of the work",
            ChangeReason.CORRECTION: "Correction of a wrong entry",
            ChangeReason.OTHER: "Another reason",
        }.get(self, plain(self.value))
