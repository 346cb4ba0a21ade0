"""What is published and withheld in the same moment is one of the two (Rules 24e and 29)."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest

from assurance.actions.evidence import change_evidence
from assurance.forms.evidence import ABOUT
from assurance.words import Judgement, Speaker
from assurance.words.classification import Classification
from irp.actions import Faulty, Refused
from irp.models import Conflict
from packs.actions import classification, publication
from packs.models import ItemClassification, PackStep
from packs.words import ItemKind
from packs.words.publication import PublicationStep
from tests.assurance import evidence_steps, shelf
from tests.packs.publication_steps import issued, public, published, received
from tests.packs.test_classification import classify
from tests.packs.test_results_published import kept
from tests.racing import WAIT, together
from tests.world import NOW, build

pytestmark = pytest.mark.django_db(transaction=True)
REF = "PO8-T1-1"


@pytest.mark.parametrize(
    ("kind", "by"), [(ItemKind.RESULT, "commissioner"), (ItemKind.CPMO_VIEW, "cpmo")]
)
def test_rules_24e_and_29_a_result_is_published_or_withheld(monkeypatch, kind, by):
    world = build(rows=1)
    for speaker in (Speaker.COMMISSIONER, Speaker.CPMO):
        shelf.judge(world, Judgement.MET, speaker=speaker, at=NOW - timedelta(days=1))
    whole = issued(world, pinned=kept(world))
    edition = public(world, whole)
    received(world, whole)
    both = threading.Barrier(2)

    def after(read):
        def wait(*args, **named):
            found = read(*args, **named)
            with suppress(threading.BrokenBarrierError):  # the other waits for this one's end
                both.wait(1)
            return found

        return wait

    monkeypatch.setattr(publication, "_overtaken", after(publication._overtaken))
    monkeypatch.setattr(
        classification, "_hold_unpublished", after(classification._hold_unpublished)
    )
    together(
        lambda: published(world, edition),
        lambda: classify(world, kind=kind, ref=REF, by=by),
        told=(Refused, Faulty, Conflict),
    )
    shown = PackStep.objects.filter(step=PublicationStep.PUBLISHED).count()
    assert shown + ItemClassification.objects.count() == 1


def test_rules_24e_and_29_evidence_is_classified_before_or_after_a_publication(monkeypatch):
    """What publication reads of it holds until publication ends: it is one of the kinds (29)."""
    world = build(rows=1)
    piece = evidence_steps.add(world, at=NOW - timedelta(days=1))
    whole = issued(world, pinned=kept(world))
    edition = public(world, whole)
    received(world, whole)
    reading, classed, waited = threading.Event(), threading.Event(), []
    read = publication._overtaken

    def slowly(*args, **named):
        found = read(*args, **named)
        reading.set()
        waited.append(not classed.wait(1))  # the other waits for this one's end
        return found

    def withhold():
        reading.wait(WAIT)
        about = {name: getattr(piece, name) for name in ABOUT} | {"classification": "confidential"}
        by = world.user("cpmo")
        change_evidence(piece, about, version=piece.version, reason="A court", by=by, at=NOW)
        classed.set()

    monkeypatch.setattr(publication, "_overtaken", slowly)
    together(lambda: published(world, edition), withhold)
    assert waited == [True] and classed.is_set()
    piece.refresh_from_db()
    assert piece.classification == Classification.CONFIDENTIAL
