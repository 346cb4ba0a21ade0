"""The map of 30 cells: what a cell draws, and that it stays cheap."""

from time import process_time

from assurance.charts.heat import heat_map
from assurance.figures.heat import MapCell
from assurance.figures.outcomes import heat_cell
from assurance.rules import tally
from assurance.rules.cells import MetStanding
from assurance.words import SPEAKERS, Speaker

NOTHING = MetStanding(act=None, fall=None, regressions=(), excluded=())
COUNTS = {"met": 1, "partly_met": 2, "not_met": 3, "": 4}


def rows():
    return [
        [
            MapCell(
                outcome=number,
                title="Finance & <resources> over a long title of many words",
                test=test,
                counts=heat_cell([], Speaker.COMMISSIONER),
                voices=tuple((who, tally(COUNTS)) for who in SPEAKERS),
                met=NOTHING,
            )
            for test in (1, 2, 3)
        ]
        for number in range(1, 11)
    ]


def chart():
    return heat_map(
        rows(), ["Test 1: A", "Test 2: B", "Test 3: C"], title="t",
        href=lambda cell: f"/{cell.outcome}/{cell.test}", of_row=lambda cell: f"/{cell.outcome}",
    )  # fmt: skip


def test_each_cell_has_three_bars_of_what_is_judged_and_the_count_of_met():
    drawing = chart()
    for drawn in (drawing.wide, drawing.narrow):
        assert drawn.count("<a ") == 40
        for number in range(1, 11):  # each row leads to its outcome, each cell to its test
            assert f'href="/{number}"' in drawn and f'href="/{number}/3"' in drawn
        assert drawn.count(">1/10</text>") == 90
        assert drawn.count("stroke-dasharray") == 90  # not assessed, beside its words
        assert "<resources>" not in drawn and "&amp;" in drawn
    assert "Commissioners 1 of 10 met" in drawing.wide
    assert 'viewBox="0 0 290' in drawing.narrow  # drawn anew, not shrunk


def test_it_takes_less_than_50_ms_of_cpu():
    chart()
    best = []
    for _ in range(5):
        began = process_time()
        chart()
        best.append(process_time() - began)
    assert min(best) < 0.05
