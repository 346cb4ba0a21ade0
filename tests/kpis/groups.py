"""What a list of indicators says of its groups, held against the full line of every indicator."""

from irp.readings import Source
from irp.rules.measuring import Measured
from kpis.figures import grouped, in_group, indicator_counts
from kpis.presenters import lines_in_group
from kpis.readings import indicator_list
from kpis.words import Shown


def same_groups(source: Source, *, measured: Measured) -> None:
    """Assert that each group has the rows, their order and the count that the lines give."""
    compared = indicator_list(source).compared(on=measured.on)
    known = [grouped(facts, measured=measured) for facts in compared]
    assert indicator_counts(known) == indicator_counts(
        lines_in_group(source, "", measured=measured)
    )
    for show in ("", *Shown):
        lines = lines_in_group(source, show, measured=measured)
        assert [line.ref for line in in_group(known, show)] == [line.ref for line in lines], show
