"""Load which committee takes reports on which programme, as the plan names them."""

from exchange.actions.row_loading import Loading
from exchange.rules.plan_records import Plan
from irp.history import act, write_acts
from irp.models import Board
from irp.rules.document_days import HOLDS_FROM
from programmes.models import CommitteeRemit, Programme

FILE = "irp/boards.json"


def load_committees(plan: Plan, loading: Loading) -> None:
    """Add what the plan names and nobody has said anything of: what the council said stays."""
    standing = set(CommitteeRemit.objects.values_list("board_id", "programme_id"))
    tally, acts = loading.tally("programmes of committees"), []
    at = loading.known_from(FILE)
    for board in plan.boards:
        for programme in board.takes:
            key = (loading.pk(Board, board.name), loading.pk(Programme, programme.ref))
            if key in standing:
                tally.unchanged += 1
                continue
            source = {
                "source_document": board.source.document,
                "source_section": board.source.section,
                "source_row": board.source.row,
            }
            acts.append(
                act(
                    CommitteeRemit,
                    by=loading.by,
                    at=at,
                    board_id=key[0],
                    programme_id=key[1],
                    number=1,
                    takes=True,
                    from_on=HOLDS_FROM["irp"],
                    words=programme.words,
                    reason="As published in the plan",
                    **source,
                )
            )
    tally.created += len(write_acts(acts))
