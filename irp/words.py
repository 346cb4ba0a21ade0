"""The words of every app: named choices, terms of the glossary, the plan's abbreviations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar


def plain(key: str) -> str:
    """Return a value as people read it: "not_started" is "Not started"."""
    return key.replace("_", " ").capitalize()


class Word(StrEnum):
    """A choice whose label is its value in plain words unless it says otherwise."""

    @property
    def label(self) -> str:
        """Return the words that people read."""
        return plain(self.value)

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return each value with its label, as columns and forms take them."""
        return [(word.value, word.label) for word in cls]


Choice = TypeVar("Choice", bound=Word)


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the product and what it means; `key` is how templates name it."""

    key: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms that belong together, under a heading; `about` is said once for all of them."""

    key: str
    heading: str
    terms: tuple[Term, ...]
    about: str = ""

    def __getitem__(self, key: str) -> Term:
        """Return a term by its key, a KeyError for one that there is not."""
        return {term.key: term for term in self.terms}[key]

    def __iter__(self) -> Iterator[Term]:
        """Yield the terms in their order."""
        return iter(self.terms)


def defined(words: Mapping[Choice, str]) -> tuple[Term, ...]:
    """Return named choices as terms, so that the word of a choice is said once."""
    return tuple(Term(word.value, word.label, text) for word, text in words.items())


class PostKind(Word):
    """What a post does in the cycle, and so what its holder may do."""

    ADMINISTRATOR = "administrator"
    CPMO = "cpmo"
    SAO = "sao"
    RDL = "rdl"
    LEAD_MEMBER = "lead_member"
    COMMISSIONER = "commissioner"
    COMMITTEE = "committee"
    FINANCE_VALIDATOR = "finance_validator"
    OFFICER = "officer"
    INTERNAL_AUDIT = "internal_audit"
    EXTERNAL_AUDITOR = "external_auditor"

    @property
    def label(self) -> str:
        """Return the kind of post as the council writes it."""
        return {
            PostKind.CPMO: "CPMO",
            PostKind.SAO: "Senior Accountable Officer",
            PostKind.RDL: "Responsible Delivery Lead",
            PostKind.COMMITTEE: "Committee",
            PostKind.OFFICER: "Preparer or row lead",
        }.get(self, plain(self.value))


MEMBERS = (PostKind.LEAD_MEMBER, PostKind.COMMITTEE)  # their posts may sit on a committee


class Capacity(Word):
    """In what capacity a person holds a post (Rule 17)."""

    PERMANENT = "permanent"
    ACTING = "acting"
    INTERIM = "interim"


class BoardKind(Word):
    """What kind of forum it is."""

    BOARD = "board"
    TEAM = "team"
    COMMITTEE = "committee"


class Oversight(Word):
    """What a committee is given of an issued pack of the IRB."""

    AUDIT = "audit"
    PROGRAMMES = "programmes"
    WHOLE = "whole"

    @property
    def label(self) -> str:
        """Return what its extract has."""
        return {
            Oversight.AUDIT: "Recommendations by quarter, principal risks, data confidence",
            Oversight.PROGRAMMES: "Its programmes",
            Oversight.WHOLE: "The whole plan",
        }[self]


class PeriodState(Word):
    """How far a reporting period has come."""

    NOT_OPENED = "not_opened"
    OPEN = "open"
    FROZEN = "frozen"

    @classmethod
    def of(cls, opened_at: datetime | None, frozen_at: datetime | None) -> "PeriodState":
        """Return it by when the period was opened and frozen, None where it was not."""
        if frozen_at is not None:
            return cls.FROZEN
        return cls.NOT_OPENED if opened_at is None else cls.OPEN


class PeriodAct(Word):
    """What was done to a reporting period."""

    OPENED = "opened"
    DATES_CHANGED = "dates_changed"
    FROZEN = "frozen"


WITHHELD = "Withheld: not public."  # stands in facts for what somebody wrote


GLOSSARY = (
    Terms(
        "capacities",
        "How a post is held",
        defined(
            {
                Capacity.PERMANENT: "The person was appointed to the post.",
                Capacity.ACTING: "The person acts up into the post until somebody is appointed or "
                "comes back, often beside their own post.",
                Capacity.INTERIM: "The person was brought in for a time.",
            }
        ),
        "What is signed in a post says in what capacity it was held.",
    ),
    Terms(
        "posts",
        "People and posts",
        defined(
            {
                PostKind.SAO: "SAO. Accountable for a programme. Rates it each month and signs "
                "its return.",
                PostKind.RDL: "RDL. Runs a programme day to day and prepares its return.",
                PostKind.LEAD_MEMBER: "The cabinet member a programme belongs to.",
                PostKind.CPMO: "Corporate Portfolio Management Office. Runs the monthly cycle, "
                "gives an assessment of its own and compiles the packs.",
                PostKind.COMMISSIONER: "Appointed by the government. Their judgement of a "
                "requirement is the only one that counts.",
                PostKind.COMMITTEE: "Reads the plan: Audit Committee, Overview and Scrutiny. Who "
                "sits on a committee reads its exempt parts.",
                PostKind.INTERNAL_AUDIT: "Reads the plan, and checks what the council says it has "
                "done about a recommendation.",
                PostKind.EXTERNAL_AUDITOR: "Reads the plan, and gives a view of its own of each "
                "recommendation. Sees everything but commissioners’ drafts.",
                PostKind.FINANCE_VALIDATOR: "Confirms that a saving has been made.",
                PostKind.OFFICER: "Drafts a programme’s return, or reports the rows they lead. The "
                "RDL names them and submits what they draft.",
                PostKind.ADMINISTRATOR: "Keeps accounts, posts and settings.",
            }
        ),
    ),
    Terms(
        "abbreviations",
        "Abbreviations",
        (
            Term(
                "irp", "IRP", "Improvement and Recovery Plan: 3 aims, 19 outcomes, 16 programmes."
            ),
            Term(
                "cap",
                "CAP",
                "Commissioners’ Assurance Plan: 10 priority outcomes, each with "
                "requirements under 3 tests.",
            ),
            Term("sao", "SAO", "Senior Accountable Officer"),
            Term("rdl", "RDL", "Responsible Delivery Lead"),
            Term("cpmo", "CPMO", "Corporate Portfolio Management Office"),
            Term(
                "dca",
                "DCA",
                "Delivery confidence assessment: a person’s Green, Amber or Red "
                "rating of a programme.",
            ),
            Term(
                "tib",
                "TIB",
                "Transformation and Improvement Board, where officers hold SAOs to account.",
            ),
            Term("irb", "IRB", "Improvement and Recovery Board, the commissioners’ board."),
            Term("emt", "EMT", "Extended Management Team"),
            Term("clt", "CLT", "Corporate Leadership Team"),
            Term("os", "O&S", "Overview and Scrutiny committees"),
            Term("cfgs", "CfGS", "Centre for Governance and Scrutiny"),
            Term("kpi", "KPI", "Key performance indicator: a measure of the plan"),
            Term(
                "b0",
                "B0, B1 …",
                "The baselines of a milestone: B0 as published, each later one "
                "made by an approved change.",
            ),
        ),
    ),
    Terms(
        "cycle",
        "The monthly cycle",
        (
            Term("period", "Reporting period", "The month that returns report on."),
            Term("return", "Return", "One programme’s report for one month."),
            Term(
                "frozen",
                "Frozen",
                "The month’s record is final. Anything later belongs to the next month.",
            ),
            Term(
                "working_days",
                "Working days",
                "Deadlines are counted back from the day of the "
                "TIB, without weekends and bank holidays in England.",
            ),
        ),
    ),
)


class Agrees(Word):
    """Who agrees tests met, “confident of progress” and reports: a setting."""

    SECOND = "second"
    LEAD = "lead"

    @property
    def label(self) -> str:
        """Return it in words."""
        return {
            Agrees.SECOND: "A second commissioner",
            Agrees.LEAD: "The lead commissioner",
        }[self]
