"""What the documents say to type exists, and what they point to is there."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from exchange.demonstration.people import PASSWORD, sign_ins

ROOT = Path(settings.ROOT)
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def fenced(text: str) -> list[str]:
    """Return the lines of the blocks of commands, their comments taken off."""
    blocks = re.findall(r"^```(?:sh|shell|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = (line.split("  #")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def usage() -> str:
    """What `./run help` prints."""
    run = subprocess.run(["./run", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout


def test_readmes_first_commands_are_the_two_that_matter():
    assert fenced(text_of("README.md"))[:2] == ["./run demo", "./run test"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_verb_a_document_names_is_one_of_run(usage, document):
    verbs = {line.split()[1] for line in usage.splitlines() if line.startswith("./run ")}
    text = text_of(document)
    typed = re.findall(r"\./run[ \t]+([a-z][a-z-]*)", text)
    typed += [line.split()[1] for line in fenced(text) if line.startswith("./run ")]
    assert set(typed) <= verbs


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_management_command_a_document_names_is_there(document):
    named = re.findall(r"(?:\./run manage|manage\.py)[ \t]+([a-z_]+)", text_of(document))
    assert set(named) <= set(get_commands())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_a_document_links_to_exists(document):
    links = [link for link in LINK.findall(text_of(document)) if "://" not in link]
    here = (ROOT / document).parent
    assert [link for link in links if not (here / link).exists()] == []


def test_readmes_sign_ins_are_those_of_the_demonstration():
    text = text_of("README.md")
    assert f"`{PASSWORD}`" in text
    named = set(re.findall(r"`([\w.-]+@demo\.example)`", text))
    assert named
    assert named <= {email for _, email in sign_ins()}
