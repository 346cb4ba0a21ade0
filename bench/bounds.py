"""What bench/pages.py measures and how much it may take; asked by both of its processes."""

MOST_STATEMENTS = 20
MOST_GROWTH = 1.6
SAVE = "programmes:milestone_update"
# The page, who asks for it, what of the floor it is held against and how many times that it may
# take; None where there is nothing like it.
PAGES = (
    ("dashboards:home", "rdl", "list", 1.2),
    ("dashboards:home", "sao", "list", 1.2),
    ("dashboards:home", "cpmo", "list", 1.2),
    ("dashboards:home", "commissioner", "list", 1.2),
    ("dashboards:portfolio", "cpmo", "list", 1.2),
    ("dashboards:periods", "cpmo", "list", None),
    ("programmes:programme", "rdl", "item", 4.0),
    ("programmes:milestone", "rdl", "item", 4.0),
    (SAVE, "rdl", "save", 2.5),
    ("assurance:outcomes", "cpmo", "list", None),
    ("assurance:requirement", "cpmo", "item", None),
    ("assurance:evidence", "commissioner", "list", None),
    ("assurance:step_down", "commissioner", "list", None),
    ("dashboards:runway", "commissioner", "list", None),
    ("kpis:indicators", "cpmo", "list", None),
    ("kpis:indicator", "cpmo", "item", None),
)
# How long a page may take by itself: the heat map and the runway are open all through a board.
MOST_MILLISECONDS = {"assurance:outcomes": 50.0, "dashboards:runway": 50.0}


def counted_as(page: str, who: str) -> str:
    """Return the name under which the statements of a page, or of the save, are counted."""
    return f"{page}, {who}" + (", saved" if page == SAVE else "")
