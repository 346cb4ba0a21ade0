"""Find and read the plan's files: all of them, or none and every fault named."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from exchange.rules.cap_checks import cap_faults, link_faults
from exchange.rules.faults import Fault, PlanRefused
from exchange.rules.irp_checks import irp_faults
from exchange.rules.plan_records import Plan
from exchange.rules.record_reading import Place, read_list, read_record

_NAMES = {"irp/programmes": "NN-REF.json, such as 15-HOU.json", "cap/outcomes": "NN.json"}


class _Unreadable(ValueError):
    """A file that is not the JSON it should be; the message says what to do."""


def read_plan(folder: Path) -> Plan:
    """Return the plan that the folder's files say, checked as a whole.

    Raises `PlanRefused` with every fault, in the order of files: missing or unreadable files,
    missing, unknown or doubled keys, wrong types, texts too long, unreadable dates (Rule 8),
    unknown names, references out of sequence (Rule 24). Reads only; writes nothing.
    """
    if not folder.is_dir():
        raise PlanRefused([Fault(str(folder), "", "there is no such folder: type another")])
    faults: list[Fault] = list(_strangers(folder))
    hints = get_type_hints(Plan, include_extras=True)
    read: dict[str, Any] = {}
    for field in fields(Plan):
        kind = get_args(hints[field.name])[0]
        if "file" in field.metadata:
            read[field.name] = _read_file(folder, field.metadata["file"], kind, faults)
        else:
            read[field.name] = _read_folder(folder, field.metadata["folder"], kind, faults)
    plan = Plan(**read)
    faults += [*irp_faults(plan), *cap_faults(plan)]
    faults = faults or list(link_faults(plan))
    if faults:
        raise PlanRefused(sorted(set(faults)))
    return plan


def _strangers(folder: Path) -> list[Fault]:
    """Return the JSON files that no part of the plan is read from."""
    known = {field.metadata.get("file") for field in fields(Plan)}
    found = (str(path.relative_to(folder)) for path in sorted(folder.glob("[ic][ra]p/*.json")))
    return [
        Fault(file, "", "this is not one of the plan's files: rename it or take it away")
        for file in found
        if file not in known
    ]


def _read_file(folder: Path, file: str, kind: type, faults: list[Fault]) -> Any:
    """Return the records of a file that holds a list; None where it cannot be read."""
    try:
        value = _json(folder / file)
    except _Unreadable as error:
        faults.append(Fault(file, "", str(error)))
        return None
    return read_list(kind, value, Place(file), faults)


def _read_folder(folder: Path, under: str, kind: type, faults: list[Fault]) -> Any:
    """Return the records of a folder that holds one record a file."""
    paths = sorted((folder / under).glob("*.json"))
    if not paths:
        faults.append(Fault(under, "", f"there are no files: put them there as {_NAMES[under]}"))
        return None
    records = []
    for path in paths:
        file = f"{under}/{path.name}"
        try:
            value = _json(path)
        except _Unreadable as error:
            faults.append(Fault(file, "", str(error)))
            continue
        record: Any = read_record(kind, value, Place(file), faults)
        if record is not None and None not in (record.number, getattr(record, "ref", "")):
            name = f"{record.number:02}{'-' + record.ref if hasattr(record, 'ref') else ''}.json"
            if name != path.name:
                what = f'its number and ref ask for the name "{name}": rename it, or correct them'
                faults.append(Fault(file, "", what))
        records.append(record)
    return tuple(records)


def _json(path: Path) -> Any:
    """Return what a JSON file holds; doubled keys and figures that JSON does not have refused."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise _Unreadable("the file is missing: put it there") from error
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1} is not UTF-8: save the file as UTF-8"
        raise _Unreadable(what) from error
    except OSError as error:
        raise _Unreadable(f"it cannot be read ({error.strerror}): check the file") from error
    try:
        return json.loads(text, object_pairs_hook=_record, parse_constant=_no_figure)
    except json.JSONDecodeError as error:
        what = f"line {error.lineno}, column {error.colno}: {error.msg}: correct the JSON"
        raise _Unreadable(what) from error
    except RecursionError as error:
        raise _Unreadable("its brackets are nested too deeply: correct the JSON") from error
    except ValueError as error:
        raise _Unreadable(f"{error}: correct the JSON") from error


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise ValueError(f'the key "{key}" appears twice in one record')
        record[key] = value
    return record


def _no_figure(name: str) -> Any:
    raise ValueError(f"{name} is no figure")
