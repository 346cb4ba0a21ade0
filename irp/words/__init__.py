"""The words of every app: named choices, terms of the glossary, the plan's abbreviations."""

from irp.words.abbreviations import ABBREVIATIONS
from irp.words.agreeing import Agrees
from irp.words.boards import BoardKind, Oversight
from irp.words.cycle import CYCLE, PeriodAct, PeriodState
from irp.words.posts import CAPACITIES, MEMBERS, POSTS, Capacity, PostKind
from irp.words.terms import Term, Terms, Word, defined, plain

__all__ = [
    "GLOSSARY",
    "MEMBERS",
    "WITHHELD",
    "Agrees",
    "BoardKind",
    "Capacity",
    "Oversight",
    "PeriodAct",
    "PeriodState",
    "PostKind",
    "Term",
    "Terms",
    "Word",
    "defined",
    "plain",
]

WITHHELD = "Withheld: not public."  # stands in facts for what somebody wrote
GLOSSARY = (CAPACITIES, POSTS, ABBREVIATIONS, CYCLE)
