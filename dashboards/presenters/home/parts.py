"""What a part of the home page is made of."""

from dataclasses import dataclass, field

from dashboards.presenters.due import Due


@dataclass(frozen=True)
class Task:
    """One thing that waits: what to do, where, why, and by when."""

    text: str
    href: str
    detail: str = ""
    due: Due | None = None
    warning: bool = False

    @property
    def warns(self) -> bool:
        """Tell whether it is to stand out: for itself, or because its day has gone by."""
        return self.warning or (self.due is not None and self.due.is_past)


@dataclass(frozen=True)
class Figure:
    """One count of a strip, as `components/stat.html` prints it."""

    label: str
    count: int
    note: str = ""
    href: str = ""
    warning: bool = False


@dataclass(frozen=True)
class Part:
    """The work of one role. `empty` says what will happen next, and when, where nothing does."""

    key: str
    title: str
    tasks: tuple[Task, ...]
    empty: str
    figures: tuple[Figure, ...] = ()
    more: tuple[Task, ...] = field(default=())
    more_title: str = ""


def counted(number: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "1 row", "3 rows"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
