"""A snapshot of realistic size, made from the plan's fixtures without a database.

16 programmes, 187 milestones and 90 requirements as published; returns, ratings, forecasts and
judgements made up by a seeded generator, so that two runs give the same snapshot.
"""

import hashlib
import json
import pickle
import random
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

from irp.rules.plan_dates import QuarterConvention, milestone_kind, parse_plan_date
from packs import html
from packs.context import Edition, PackContext, compose
from packs.facts import PlanFacts
from packs.facts.edition import PinnedFacts
from packs.figures.key_facts import key_facts
from packs.snapshot import codec, opened
from packs.words import PackFile

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
MONTH = date(2026, 10, 1)
TAKEN_AT = datetime(2026, 11, 12, 14, 5, tzinfo=UTC)
SILENT = {"sao": None, "cpmo": None}
MONTHS = [date(2026, month, 1) for month in range(5, 11)]
IRP, CAP = QuarterConvention.FINANCIAL, QuarterConvention.CALENDAR

SENTENCES = (
    "The programme board met twice and agreed the sequence of the remaining work.",
    "Two suppliers were late with their data; the team has put a weekly checkpoint in place.",
    "Consultation with trade unions closed on time with 214 responses, now being analysed.",
    "The business case was approved by Cabinet and the procurement notice has been published.",
    "Recruitment to the two vacant lead posts is complete and both start next month.",
    "Testing found 14 defects, three of them severe, and all three have a dated fix.",
    "The finance team confirmed that the spend is within the approved envelope of £1.2m.",
)
EVIDENCE = "Minute 7 of the programme board of 14 July 2026, with the signed report"
NO_EVIDENCE = "The service that did it was closed; its papers were not kept"


def read(name: str) -> Any:
    """Return one fixture of the plan."""
    return json.loads((FIXTURES / name).read_text())


def read_all(folder: str) -> list[dict[str, Any]]:
    """Return every fixture of a folder, in the order of their names."""
    return [json.loads(path.read_text()) for path in sorted((FIXTURES / folder).glob("*.json"))]


@cache
def _body(missing: tuple[str, ...]) -> bytes:
    return pickle.dumps(_one(MONTH, TAKEN_AT, seed=10, missing=missing))


def body(*, missing: tuple[str, ...] = ("COL", "STR")) -> dict[str, Any]:
    """Return a month's facts as plain values; `missing` names programmes that did not report."""
    return pickle.loads(_body(missing))


def body_for(forum: str, file: PackFile = PackFile.PACK) -> dict[str, Any]:
    """Return what a forum's file is drawn of where it is drawn whole.

    The IRB's pack has all of the plan; the TIB's, whose highlight reports are the same, and the
    IRB's annexes, whose tables are the same, fewer milestones. Nothing has long annexes of the
    documents' differences, which are rows as any others.
    """
    found = body()
    del found["errata"][2:]
    for programme in () if (forum, file) == ("irb", PackFile.PACK) else found["programmes"]:
        del programme["milestones"][4:]
    return found


def first_rows(markup: str) -> str:
    """Return a TIB pack with the first row alone of each table after the highlight reports.

    So that a test of what comes before, and of how long it is, draws no page more than it asks for.
    """
    before, annexes = re.split(r'(?=<section id="all_milestones">)', markup)
    return before + re.sub(r"(<tbody>.*?</tr>).*?(?=</tbody>)", r"\1", annexes, flags=re.DOTALL)


def before(now: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return September: mostly the same as a body, some of it different."""
    found, chance = pickle.loads(pickle.dumps(now)) if now else body(), random.Random(9)
    found["period"]["month"] = "2026-09-01"
    found["taken_at"] = (TAKEN_AT - timedelta(days=30)).isoformat()
    earlier = parse_plan_date("Nov 2026", quarters=IRP).as_json()
    for programme in found["programmes"]:
        for rating in programme["ret"]["ratings"]:
            rating["rating"] = rating["rating"] if chance.random() < 0.8 else "amber"
        for row in programme["milestones"]:
            lot = chance.random()
            for report in row["reports"]:
                if report["forecast"]["latest"] and lot < 0.1:
                    report["forecast"] = earlier
                if lot > 0.93:
                    report["delivery"] = "amber"
            if len(row["baselines"]) > 1 and lot < 0.3:
                del row["baselines"][1:]
    for outcome in found["outcomes"]:
        for row in outcome["requirements"]:
            if chance.random() < 0.12:
                gone = chance.choice(["council", "cpmo", "commissioner"])
                row["assessments"] = [
                    assessment for assessment in row["assessments"] if assessment["speaker"] != gone
                ]
    for programme in found["programmes"][12:13]:
        programme["ret"]["state"] = "not_reported"
    return found


def text_of(content: dict[str, Any]) -> str:
    """Return a body as a snapshot stores it."""
    return msgspec.json.encode({"schema": codec.SCHEMA, "plan": content}).decode()


def sha256_of(content: dict[str, Any]) -> str:
    """Return the hash of a body as a snapshot stores it."""
    return hashlib.sha256(text_of(content).encode()).hexdigest()


def facts_of(content: dict[str, Any]) -> PlanFacts:
    """Return a body as facts."""
    return _facts_in(text_of(content))


@lru_cache(maxsize=8)
def _facts_in(text: str) -> PlanFacts:
    return opened(text).plan


def composed(
    content: dict[str, Any],
    edition: Edition,
    *,
    last: dict[str, Any] | None = None,
    pinned: PinnedFacts | None = None,
) -> PackContext:
    """Return what one edition of a body prints, compared with the body of the last pack."""
    was = facts_of(last) if last else None
    told = key_facts(was, sha256=sha256_of(last)) if was and last else None
    return compose(
        facts_of(content),
        edition,
        sha256=sha256_of(content),
        before=told,
        last=was,
        pinned=pinned,
    )


def printed(pack: PackContext) -> str:
    """Return the HTML of every file of an edition, one after the other."""
    return "".join(html.render(pack, file=file) for file in pack.files)


def _one(month: date, at: datetime, *, seed: int, missing: tuple[str, ...]) -> dict[str, Any]:
    chance = random.Random(seed)
    programmes = read_all("irp/programmes")
    outcomes = read_all("cap/outcomes")
    day = month + timedelta(days=32)
    names = ("opens_on", "return_due_on", "sign_off_on", "challenge_on", "freeze_on", "issue_on")
    deadlines = {name: str(day + timedelta(days=place)) for place, name in enumerate(names)}
    return {
        "settings": {
            "council": "Birmingham City Council",
            "demonstration": True,
            "irp_quarters": "financial",
            "cap_quarters": "calendar",
            "intervention_ends_on": "2028-10-31",
            "moves_watched": 3,
            "periods_watched": 4,
            "narrative_alike_percent": 90,
        },
        "taken_at": at.isoformat(),
        "period": {
            "month": month.isoformat(),
            **deadlines,
            "tib_on": (at.date() + timedelta(days=7)).isoformat(),
            "irb_on": (at.date() + timedelta(days=14)).isoformat(),
            "opened_at": (at - timedelta(days=20)).isoformat(),
            "frozen_at": at.isoformat(),
        },
        "aims": [{"number": aim["number"], "name": aim["name"]} for aim in read("irp/aims.json")],
        "programmes": [
            _programme(programme, month, at, programme["ref"] not in missing, chance)
            for programme in programmes
        ],
        "savings": [],
        "receipts": [],
        "indicators": [],
        "tests": [
            {name: test[name] for name in ("number", "name", "question")}
            | {"erratum": test.get("erratum", "")}
            for test in read("cap/tests.json")
        ],
        "outcomes": [_outcome(outcome, at, chance) for outcome in outcomes],
        "questions": [],
        "timeline": [],
        "errata": [
            {name: erratum[name] for name in ("subject", "says", "note")}
            for erratum in read("irp/errata.json")
        ],
        "not_kept": [],
    }


def _programme(
    row: dict[str, Any], month: date, at: datetime, received: bool, chance: random.Random
) -> dict[str, Any]:
    ratings = ["green", "amber", "red"]
    months = []
    for strip_month in MONTHS:
        sao = chance.choices(ratings, (5, 4, 2))[0]
        cpmo = sao if chance.random() < 0.75 else chance.choice(ratings)
        given = {"sao": sao, "cpmo": cpmo} if received or strip_month != MONTHS[-1] else SILENT
        state = "assured" if given["sao"] else "not_reported"
        months.insert(
            0, {"month": strip_month.isoformat(), "is_open": False, "state": state, **given}
        )
    return {
        "number": row["number"],
        "ref": row["ref"],
        "name": row["name"],
        "aim": row["aim"],
        "summary": row["summary"],
        "sao": row["sao"],
        "rdl": None,
        "lead_member": row["lead_member"] or None,
        "outcomes": [],
        "signing_posts": [row["sao"]],
        "workstreams": row["workstreams"],
        "retired": [],
        "ret": _return(row, months[0], month, at, chance),
        "ret_before": None,
        "months": months,
        "last_signed": (month if received else date(2026, 8, 1)).isoformat(),
        "milestones": [
            _milestone(
                milestone, number, row["ref"], month if received else date(2026, 8, 1), at, chance
            )
            for number, milestone in enumerate(row["milestones"], 1)
        ],
    }


def _return(
    row: dict[str, Any], point: dict[str, Any], month: date, at: datetime, chance: random.Random
) -> dict[str, Any]:
    def sentences(count: int) -> str:
        return " ".join(chance.sample(SENTENCES, count))

    def who(name: str, post: str, days: int) -> dict[str, str]:
        return {"by_name": name, "by_post": post, "at": (at - timedelta(days=days)).isoformat()}

    received = point["state"] == "assured"
    path = [("not_started", "draft", 9), ("draft", "submitted", 6)]
    path += [("submitted", "signed", 4), ("signed", "assured", 2)] if received else []
    path += [] if received else [("submitted", "not_reported", 0)]
    ret = {
        "programme": row["ref"],
        "month": month.isoformat(),
        "state": point["state"],
        "state_since": (at - timedelta(days=path[-1][2])).isoformat(),
        **dict.fromkeys(("progress", "next_steps", "path_to_green", "help_needed"), ""),
        "steps": [
            {"from_state": old, "to_state": new, "reason": "", "back_by": None,
             **who("Holder", row["sao"], days)}
            for old, new, days in path
        ],
        "ratings": [],
        "signatures": [],
    }  # fmt: skip
    if not received:
        return ret
    voices = {"sao": row["sao"], "cpmo": "Head of Corporate Portfolio Management Office"}
    return ret | {
        "progress": f"{sentences(3)}\n\n{sentences(2)}",
        "next_steps": sentences(2),
        "path_to_green": sentences(2) if point["sao"] != "green" else "",
        "help_needed": sentences(1) if chance.random() < 0.3 else "",
        "ratings": [
            {"voice": voice, "rating": point[voice], "reason": sentences(1),
             **who(f"Holder {voice}", post, 3)}
            for voice, post in voices.items()
        ],
        "signatures": [
            {**who("Holder of the post", row["sao"], 4), "post": row["sao"],
             "sha256": hashlib.sha256(row["ref"].encode()).hexdigest()}
        ],
    }  # fmt: skip


def _milestone(
    row: dict[str, Any],
    number: int,
    programme: str,
    month: date,
    at: datetime,
    chance: random.Random,
) -> dict[str, Any]:
    start = parse_plan_date(row["start"], quarters=IRP)
    end = parse_plan_date(row["end"], quarters=IRP)
    known_at = (at - timedelta(days=900)).isoformat()
    b0 = {"number": 0, "start": start.as_json(), "end": end.as_json(), "reason": "",
          "at": known_at}  # fmt: skip
    baselines, reports = [b0], []
    kind = milestone_kind(start, end)
    if kind == "dated" and chance.random() < 0.12:
        later = parse_plan_date("Mar 2027", quarters=IRP)
        baselines.append(
            b0
            | {
                "number": 1,
                "end": later.as_json(),
                "reason": "Approved by TIB after the procurement was stopped.",
            }
        )
    if chance.random() < 0.95:
        reports.append(_report(baselines[-1], kind, month, at, chance))
    return {
        "ref": row["ref"],
        "programme": programme,
        "number": number,
        "title": row["title"],
        "kind": kind,
        "workstream": row["workstream"] or None,
        "own_sao": None,
        "own_lead_member": None,
        "retired_on": None,
        "note": row["note"],
        "erratum": row["erratum"],
        "baselines": baselines,
        "reports": reports,
    }


def _report(
    baseline: dict[str, Any], kind: str, month: date, at: datetime, chance: random.Random
) -> dict[str, Any]:
    latest = baseline["end"]["latest"]
    delivery, actual_on, forecast = "green", None, parse_plan_date("", quarters=IRP)
    if kind == "dated":
        due = date.fromisoformat(latest)
        words = chance.choice(["Dec 2026", "Feb 2027", "Q1 2027/28"])
        forecast = parse_plan_date(words, quarters=IRP)
        if due < MONTH and chance.random() < 0.8:
            delivery = "complete"
            actual_on = min(due + timedelta(days=chance.randint(-20, 60)), MONTH).isoformat()
        else:
            delivery = chance.choices(["green", "amber", "red", "paused"], (5, 4, 2, 1))[0]
    completion = {"evidence": "", "no_evidence": ""}
    if delivery == "complete":
        is_evidenced = date.fromisoformat(latest).month % 4
        completion["evidence" if is_evidenced else "no_evidence"] = (
            EVIDENCE if is_evidenced else NO_EVIDENCE
        )
    return {
        "month": month.isoformat(),
        "delivery": delivery,
        "forecast": forecast.as_json(),
        "actual_on": actual_on,
        "narrative": chance.choice(SENTENCES),
        "reason": chance.choice(SENTENCES) if delivery in {"amber", "red", "paused"} else "",
        "no_change": False,
        "by_name": "Holder",
        "at": at.isoformat(),
        "state": "assured",
        **completion,
    }


def _outcome(row: dict[str, Any], at: datetime, chance: random.Random) -> dict[str, Any]:
    return {
        "number": row["number"],
        "title": row["title"],
        "strands": row.get("strands", []),
        "outcome": row["outcome"],
        "progress": row["progress"],
        "erratum": row.get("erratum", ""),
        "concerns": [
            {
                **{name: concern[name] for name in ("ref", "strand", "summary")},
                "erratum": concern.get("erratum", ""),
            }
            for concern in row["concerns"]
        ],
        "requirements": [
            _requirement(requirement, row["number"], at, chance)
            for requirement in row["requirements"]
        ],
    }


def _requirement(
    row: dict[str, Any], outcome: int, at: datetime, chance: random.Random
) -> dict[str, Any]:
    assessments = []
    for speaker, likely in (("council", 0.6), ("cpmo", 0.5), ("commissioner", 0.35)):
        if chance.random() < likely:
            assessments.append(
                {
                    "speaker": speaker,
                    "judgement": chance.choice(["met", "partly_met", "partly_met", "not_met"]),
                    "rationale": " ".join(chance.sample(SENTENCES, 2)),
                    "evidence_cited": "Cabinet report of 14 July 2026, appendix 2",
                    "considered": [
                        {
                            "number": 1,
                            "words": "It is in use",
                            "missing": SENTENCES[0],
                            "result": None,
                        }
                    ],
                    "by_name": "Holder of the post",
                    "by_post": speaker.capitalize(),
                    "at": (at - timedelta(days=20)).isoformat(),
                }
            )
    return {
        **{name: row[name] for name in ("ref", "test", "number", "title", "strand", "flag")},
        "outcome": outcome,
        "retired_on": None,
        "erratum": row.get("erratum", ""),
        "considerations": row["considerations"],
        "dates_as_written": row["raw"],
        "gates": [
            {
                "purpose": gate["purpose"],
                "words": gate["raw"],
                "due": parse_plan_date(gate["date"], quarters=CAP).as_json(),
                "ongoing": gate["ongoing"],
            }
            for gate in row["gates"]
        ],
        "assessments": assessments,
    }
