"""What a list of indicators says of its groups, held against the full line of every indicator."""

from datetime import date

from irp.readings import Source
from kpis.figures import grouped, in_group, indicator_counts
from kpis.presenters import lines_in_group
from kpis.readings import indicator_list
from kpis.words import Shown


def same_groups(source: Source, *, on: date) -> None:
    """Assert that each group has the rows, their order and the count that the lines give."""
    known = [grouped(facts, on=on) for facts in indicator_list(source).compared(on=on)]
    assert indicator_counts(known) == indicator_counts(lines_in_group(source, "", on=on))
    for show in ("", *Shown):
        lines = lines_in_group(source, show, on=on)
        assert [one.ref for one in in_group(known, show)] == [line.ref for line in lines], show
