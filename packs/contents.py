"""Which sections each forum's pack holds, in which order: the list a newcomer edits."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One numbered section: its key (the template's name and the link's target) and heading."""

    key: str
    title: str

    @property
    def template(self) -> str:
        """Return the section's template under templates/packs/print."""
        return f"sections/{self.key}.html"


CHANGES = Section("changes", "Changes since the last pack")
DECISIONS = Section("decisions", "Decisions sought")
RETURNS = Section("returns", "Returns signed and missing")
PORTFOLIO = Section("portfolio", "Portfolio on a page")
HIGHLIGHTS = Section("highlights", "Highlight reports")
HEAT_MAP = Section("heat_map", "Ten outcomes and three tests")
RUNWAY = Section("runway", "Runway")
STEP_DOWN = Section("step_down", "Step-down position")
DUE = Section("due", "Requirements due in the next two quarters")
OUTCOMES = Section("outcomes", "The ten priority outcomes")
KPIS = Section("kpis", "Key performance indicators")
MONEY = Section("money", "Money")
CHANGE_CONTROL = Section("change_control", "Change control")
RISKS = Section("risks", "Principal risks")
REGISTER = Section("register", "Annex: register of requirements")
KEY = Section("key", "Rating key")
SOURCES = Section("sources", "Sources and data confidence")

# TIB holds SAOs to account, so delivery comes first; IRB steps through the outcomes first.
CONTENTS: dict[str, tuple[Section, ...]] = {
    "tib": (
        DECISIONS, RETURNS, CHANGES, PORTFOLIO, HIGHLIGHTS, CHANGE_CONTROL, MONEY, KPIS, RISKS,
        HEAT_MAP, DUE, KEY, SOURCES,
    ),
    "irb": (
        DECISIONS, STEP_DOWN, HEAT_MAP, CHANGES, OUTCOMES, PORTFOLIO, RETURNS, HIGHLIGHTS, MONEY,
        KPIS, RUNWAY, RISKS, REGISTER, KEY, SOURCES,
    ),
}  # fmt: skip

FORUMS = {
    "tib": "Transformation and Improvement Board",
    "irb": "Improvement and Recovery Board",
}
