"""The words of where assessments differ (Rules 19 and 24f)."""

from irp.words import Word


class DivergenceGroup(Word):
    """Which way they differ; what commissioners have not looked at since is apart (Rule 24f)."""

    COUNCIL = "council"
    COMMISSIONERS = "commissioners"
    NOT_SINCE = "not_since"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            DivergenceGroup.COUNCIL: "Council more confident",
            DivergenceGroup.COMMISSIONERS: "Commissioners more confident",
            DivergenceGroup.NOT_SINCE: "Not looked at by commissioners since the council’s newest "
            "assessment",
        }[self]
