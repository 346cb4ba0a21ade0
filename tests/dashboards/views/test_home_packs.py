"""Latest final packs on Your work: each to open, and what changed since the last one first."""

from datetime import UTC, date, datetime, time, timedelta

import time_machine

from assurance.words import Judgement, Speaker
from irp.rules.date_spans import printed_day
from packs.actions.edition import Written, write_text
from packs.actions.packs import confirm_pack
from packs.models import Pack
from packs.readings.issue import readiness, with_withdrawn, withdrawn_since
from packs.words import Forum
from packs.words.edition import TextKind, TextStage
from packs.words.publication import PublicationStep
from tests.assurance import shelf
from tests.dashboards import months
from tests.packs.publication_steps import (
    monitoring_officer,
    pre_election,
    public,
    published,
    received,
    step,
)
from tests.programmes.committee_steps import committee, sits
from tests.standing import standing
from tests.world import NOW

LATE = NOW + timedelta(hours=9)


def test_a_reader_is_led_to_what_changed_since_the_last_pack(world, sign_in, text_of):
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    client = sign_in("committee")
    words = "Read what changed since the last pack"
    assert words not in text_of(client, "/")
    shelf.pack(world, snapshot, forum="irb")
    assert words not in text_of(client, "/"), "a draft is CPMO’s"
    final = shelf.pack(world, snapshot, forum="irb", standing="final")
    page = text_of(client, "/")
    assert f'href="/packs/{final.pk}/read#changes">{words}' in page
    assert "in the IRB pack, October 2026, v1.0, bad news first" in page


def test_a_pack_from_before_packs_were_read_on_screen_is_opened_on_its_page(
    world, sign_in, text_of
):
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    final = shelf.pack(world, snapshot, forum="irb", standing="final", manifest="", label="")
    page = text_of(sign_in("committee"), "/")
    assert f'href="/packs/{final.pk}">Read what changed' in page


@standing
def whole(world):
    """Return the issued pack of the IRB."""
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    return shelf.pack(world, snapshot, forum="irb", standing="final", ready_at=NOW)


def extract(world, whole, **entered):
    return public(world, whole, committee=committee(), meets_on=date(2026, 12, 10),
                  **{"audience": "member"} | entered)  # fmt: skip


NAME = "Extract 1 of the IRB pack for Homes OSC"


def test_rule_24e_cpmo_is_told_what_is_to_be_recorded_next(world, sign_in, text_of, whole):
    made = extract(world, whole)
    assert "Record that the IRB received" not in text_of(sign_in("cpmo2"), "/"), "it has not met"
    met = datetime.combine(whole.snapshot.period.irb_on, time(18), tzinfo=UTC)
    with time_machine.travel(met, tick=False):
        client = sign_in("cpmo2")
        page = text_of(client, "/")
        assert f'href="/packs/{whole.pk}/steps/received">Record that the IRB received the' in page
        assert f"Publish {NAME}, public agenda" in page
        assert "ready to publish once the IRB has received the pack" in page
        received(world, whole)
        page = text_of(client, "/")
        assert "Record that the IRB received" not in page
        assert "ready: publish it, then record the day and the place" in page
        published(world, made)
        assert "Publish the" not in text_of(client, "/")
        step(world, made, PublicationStep.TAKEN_DOWN)
        assert "Publish the" not in text_of(client, "/"), "who took it down knows why"


def test_cpmo_is_told_of_an_extract_that_failed(world, sign_in, text_of, whole):
    extract(world, whole, state="failed", failure="Storage is full", sha256="", ready_at=None)
    page = text_of(sign_in("cpmo"), "/")
    assert f"{NAME}, public agenda, October 2026, failed try" in page
    assert "failed: Storage is full" in page


def test_a_member_is_told_of_what_was_published_and_of_the_exempt_part(
    world, sign_in, text_of, whole
):
    client = sign_in("committee")
    made = extract(world, whole)
    extract(world, whole, audience="exempt")
    page = text_of(client, "/")
    assert "Your post is not linked to a committee" in page and "Homes OSC" not in page
    sits(world, "committee", committee())
    page = text_of(client, "/")
    assert "not linked" not in page
    assert f"{NAME}, exempt part" in page and f"{NAME}, public agenda" not in page
    received(world, whole)
    published(world, made)
    page = text_of(client, "/")
    assert f"{NAME}, public agenda" in page
    assert "Published 9 Nov 2026; for the meeting of 10 Dec 2026; 12 pages" in page


def test_who_created_an_edition_is_told_that_somebody_else_publishes_it(
    world, sign_in, text_of, whole
):
    public(world, whole)
    received(world, whole)
    page = text_of(sign_in("cpmo"), "/")
    assert "Have the public edition of the IRB pack, October 2026, v1.1 published" in page
    assert "ready: you created it, so a second person in CPMO publishes it" in page
    assert "Publish the public edition of the IRB pack" in text_of(sign_in("cpmo2"), "/")


def test_rule_30_in_a_pre_election_period_the_clearance_comes_first(world, sign_in, text_of, whole):
    made = public(world, whole)
    received(world, whole)
    pre_election(world)
    client = sign_in("cpmo2")
    page = text_of(client, "/")
    assert "Have the public edition" in page and "clearance comes first" in page
    step(world, made, PublicationStep.CLEARED)
    assert "ready: publish it, then record the day and the place" in text_of(client, "/")


def test_a_commissioner_confirms_a_draft_before_all_else_and_cpmo_is_told_that_it_waits(
    world, sign_in, text_of
):
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    draft = shelf.pack(world, snapshot, forum="irb")
    page = text_of(sign_in("commissioner"), "/")
    assert page.index("Packs for a commissioner to confirm") < page.index("to judge")
    waits = "; a commissioner confirms its pages of judgements first"
    assert waits in text_of(sign_in("cpmo"), "/")
    confirm_pack(
        draft, agrees=True, words="", version=0, by=world.user("commissioner"),
        at=NOW + timedelta(hours=2),
    )  # fmt: skip
    assert waits not in text_of(sign_in("cpmo"), "/")


def test_a_draft_asked_for_after_its_day_of_issue_has_no_day_that_has_passed(
    world, sign_in, text_of
):
    """As a correction is, which is made when it is needed."""
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    after = datetime.combine(snapshot.period.issue_on, time(9), tzinfo=UTC) + timedelta(days=9)
    shelf.pack(world, snapshot, forum="tib", requested_at=after)
    with time_machine.travel(after, tick=False):
        tasks = text_of(sign_in("cpmo2"), "/").partition('id="part-cpmo"')[2]
    assert "Read and issue the" in tasks and "9 days past" not in tasks


@standing
def judged(world):
    """Return the IRB's pack of a month in which commissioners judged a requirement."""
    shelf.judge(world, Judgement.MET, at=NOW)
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    return shelf.pack(world, snapshot, forum="irb", standing="final")


class TestWithdrawn:
    """Rule 24e: what a withdrawal blocks is something to do, on the CPMO's Your work."""

    def withdraw(self, world):
        shelf.withdraw(world, speaker=Speaker.COMMISSIONER, at=NOW + timedelta(hours=2))

    def test_an_issued_pack_is_to_be_corrected_until_a_correction_was_asked_for(
        self, world, sign_in, text_of, judged
    ):
        made = extract(world, judged)
        client = sign_in("cpmo2")
        assert "Correct the" not in text_of(client, "/")
        self.withdraw(world)
        page = text_of(client, "/")
        assert f'href="/packs/{judged.pk}#correct">Correct the IRB pack, October 2026, v1.0' in page
        assert f"Publish {NAME}, public agenda" in page
        assert "correct the pack first: commissioners have withdrawn" in page
        assert "Correct the" not in text_of(sign_in("commissioner"), "/")
        shelf.pack(world, judged.snapshot, forum="irb", requested_at=NOW + timedelta(hours=3))
        page = text_of(client, "/")
        assert "Correct the" not in page and "Read and issue the IRB pack, October" in page
        assert made.state == "ready"

    def test_a_month_that_a_later_issued_pack_follows_is_not_corrected(
        self, world, sign_in, text_of, judged
    ):
        months.open_november(world)
        later = shelf.freeze(world, at=NOW + timedelta(hours=4), drafts=False)
        shelf.pack(world, later, forum="irb", standing="final",
                   requested_at=NOW + timedelta(hours=5))  # fmt: skip
        self.withdraw(world)
        assert "Correct the" not in text_of(sign_in("cpmo2"), "/")

    def test_a_draft_is_created_again(self, world, sign_in, text_of, judged):
        draft = shelf.pack(world, judged.snapshot, forum="irb")
        self.withdraw(world)
        page = text_of(sign_in("cpmo2"), "/")
        assert f'href="/packs/{draft.pk}#renew">Create the IRB pack, October 2026' in page
        assert "draft: commissioners have withdrawn something that it prints" in page

    def test_the_query_is_the_twin_of_what_the_page_names(self, world, judged):
        draft = shelf.pack(world, judged.snapshot, forum="irb",
                           requested_at=NOW + timedelta(hours=3))  # fmt: skip
        made = extract(world, judged)
        self.withdraw(world)
        found = {pack.pk: pack.is_withdrawn for pack in with_withdrawn(Pack.objects.all())}
        until = NOW + timedelta(hours=9)
        assert found == {
            judged.pk: bool(withdrawn_since(judged.requested_at, until=until)),
            made.pk: bool(withdrawn_since(judged.requested_at, until=until)),
            draft.pk: bool(withdrawn_since(draft.requested_at, until=until)),
        }
        assert found == {judged.pk: True, made.pk: True, draft.pk: False}


def test_rule_24e_a_draft_that_a_commissioner_did_not_confirm_is_created_again(
    world, sign_in, text_of
):
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    draft = shelf.pack(world, snapshot, forum="irb")
    act = {"by": world.user("commissioner"), "at": NOW + timedelta(hours=2)}
    confirm_pack(draft, agrees=True, words="", version=0, **act)
    client = sign_in("cpmo2")
    assert "Read and issue the IRB pack" in text_of(client, "/")
    confirm_pack(draft, agrees=False, words="Outcome 8 is wrong.", version=1, **act)
    page = text_of(client, "/")
    assert "Create the IRB pack, October 2026, v0.1 again" in page
    assert "draft: Person commissioner did not confirm its pages of judgements" in page
    assert "Read and issue" not in page


def test_a_draft_is_created_again_once_a_text_of_it_was_written(world, sign_in, text_of):
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    shelf.pack(world, snapshot, forum="tib")
    headline = {"kind": TextKind.HEADLINE, "place": 1, "version": 0, "by": world.user("cpmo")}
    words = Written(words="Housing is late.", stage=TextStage.IN)
    at = NOW + timedelta(hours=2)
    write_text(snapshot.period, forum=Forum.TIB, written=words, at=at, **headline)
    page = text_of(sign_in("cpmo2"), "/")
    assert "Create the TIB pack, October 2026, v0.1 again" in page
    assert "draft: what people write for it was changed since it was created" in page


def test_who_wrote_in_a_draft_is_not_asked_to_issue_it_as_its_page_says(world, sign_in, text_of):
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    headline = {"kind": TextKind.HEADLINE, "place": 1, "by": world.user("cpmo2")}
    texts = (
        Written(words="Housing is late.", stage=TextStage.IN),
        Written(words="Housing is later still.", stage=TextStage.DRAFT),  # changes no pack
        Written(words="Housing is late.", stage=TextStage.OUT),
    )

    def write(version, at):
        headline["at"] = at
        write_text(
            snapshot.period, forum=Forum.TIB, written=texts[version], version=version, **headline
        )

    for version in (0, 1):
        write(version, NOW + timedelta(hours=2, minutes=version))
    draft = shelf.pack(world, snapshot, forum="tib", requested_at=NOW + timedelta(hours=3))
    client = sign_in("cpmo2")
    assert readiness(draft, by=world.user("cpmo2"), at=LATE).wrote
    page = text_of(client, "/")
    assert "you wrote in it, so a second person in CPMO issues it" in page
    assert "Read and issue" not in page
    write(2, NOW + timedelta(hours=4))
    again = shelf.pack(
        world, snapshot, forum="tib", number=2, requested_at=NOW + timedelta(hours=5)
    )
    assert not readiness(again, by=world.user("cpmo2"), at=LATE).wrote
    assert "Read and issue the TIB pack" in text_of(client, "/")


def test_rule_30_who_clears_is_led_to_each_edition_that_waits_for_it(
    world, sign_in, text_of, whole
):
    made = public(world, whole)
    monitoring_officer(world)
    client = sign_in("nobody")
    assert "for you to clear" not in text_of(client, "/")
    pre_election(world)
    page = text_of(client, "/")
    assert "Editions for you to clear" in page
    assert f'href="/packs/{made.pk}/steps/cleared">Clear the public edition of the IRB pack' in page
    assert client.get(f"/packs/{made.pk}/steps/cleared").status_code == 200
    assert "for you to clear" not in text_of(sign_in("sao"), "/")
    step(world, made, PublicationStep.CLEARED, by="nobody")
    assert "for you to clear" not in text_of(client, "/")


def test_rule_24e_the_receipt_of_a_correction_says_which_version_the_board_had(
    world, sign_in, text_of, whole
):
    met_on = whole.snapshot.period.irb_on
    day = datetime.combine(met_on, time(10), tzinfo=UTC) + timedelta(days=2)
    late = shelf.pack(world, whole.snapshot, forum="irb", standing="final", requested_at=day,
                      ready_at=day)  # fmt: skip
    client = sign_in("cpmo2")
    with time_machine.travel(day + timedelta(hours=1), tick=False):
        page = text_of(client, "/")
        assert f"after the board met on {printed_day(met_on)}: record the day on which" in page
        words = f"The board met on {printed_day(met_on)} and had v1.0."
        assert words in text_of(client, f"/packs/{late.pk}/steps/received")
        assert words in text_of(client, f"/packs/{late.pk}")
        assert "The board met on" not in text_of(client, f"/packs/{whole.pk}")


def test_cpmo_is_told_of_a_draft_without_its_words_until_they_are_in_it(world, sign_in, text_of):
    """A pack that says that CPMO wrote no headline is not issued unseen."""
    snapshot = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    shelf.pack(world, snapshot, forum="irb")
    client, both = sign_in("cpmo2"), "CPMO’s headline and CPMO’s opinion for the IRB pack, October"
    page = text_of(client, "/")
    assert f'href="/packs/irb/2026-10/texts">Write {both} 2026' in page
    act = {"place": 1, "by": world.user("cpmo"), "at": NOW + timedelta(hours=2)}
    for number, (kind, stage) in enumerate(
        [(TextKind.HEADLINE, TextStage.IN), (TextKind.OPINION, TextStage.DRAFT)]
    ):
        texts = Written(words="Housing is late.", stage=stage)
        write_text(world.period, Forum.IRB, kind, written=texts, version=0, **act)
        left = ("CPMO’s opinion", "CPMO’s opinion")[number]
        assert f"Write {left} for the IRB pack, October 2026" in text_of(client, "/")
    out = Written(words="Housing is late.", stage=TextStage.OUT)
    write_text(world.period, Forum.IRB, TextKind.HEADLINE, written=out, version=1, **act)
    assert f"Write {both}" in text_of(client, "/")
    for kind in (TextKind.HEADLINE, TextKind.OPINION):
        texts = Written(words="Housing is late.", stage=TextStage.IN)
        version = 2 if kind is TextKind.HEADLINE else 1
        write_text(world.period, Forum.IRB, kind, written=texts, version=version, **act)
    assert "for the IRB pack, October 2026" not in text_of(client, "/")
