"""Tables whose rows are cards in a narrow window: each cell carries the words of its column's head.

A head is written once, in the table's own; what the stylesheet prints beside a cell is made of it.
Roles are said, since some browsers forget a table's when its rows are drawn as blocks.
"""

import re

from markupsafe import Markup, escape

TAG = re.compile(r"<(table|thead|tbody|tr|th|td)\b([^>]*)>")
HEAD = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.DOTALL)
SPAN = re.compile(r'\bcolspan="(\d+)"')
ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}


def carded(table: str) -> Markup:
    """Return a table with each cell's column named in `data-label`; one that has its own keeps it.

    A cell over several columns is of none, and so is every cell of a table without heads.
    """
    head, end, body = str(table).partition("</thead>")
    if not end:
        head, body = "", head
    labels = [_words(inner) for _, inner in HEAD.findall(head)]
    return Markup(TAG.sub(_Cells(labels), head) + end + TAG.sub(_Cells(labels), body))


def _words(head: str) -> Markup:
    return escape(Markup(head.replace("<br>", " ")).striptags())


class _Cells:
    """What each tag of a table is written as: it counts the columns of a row as it goes."""

    def __init__(self, labels: list[Markup]) -> None:
        self.labels = labels
        self.column = 0

    def __call__(self, found: re.Match[str]) -> str:
        tag, attributes = found.groups()
        if tag == "tr":
            self.column = 0
        added = "" if "role=" in attributes else f' role="{_role(tag, attributes)}"'
        if tag in {"th", "td"}:
            added += self._label(tag, attributes)
        return f"<{tag}{attributes}{added}>"

    def _label(self, tag: str, attributes: str) -> str:
        """Return the label of a cell that stands in one column, and go on to the next column."""
        span = SPAN.search(attributes)
        at, self.column = self.column, self.column + (int(span[1]) if span else 1)
        if tag == "th" or span or "data-label=" in attributes or at >= len(self.labels):
            return ""
        return f' data-label="{self.labels[at]}"'


def _role(tag: str, attributes: str) -> str:
    if tag != "th":
        return ROLES[tag]
    return "columnheader" if 'scope="col"' in attributes else "rowheader"
