"""What was recorded of editions, and the pre-election periods (Rules 24e and 30)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from irp.models import Post, PostHolding, User
from irp.querysets import PostHoldingQuerySet
from irp.rules.calendar import london_day
from packs.facts.publication import IssuedFacts, PreElectionFacts, StepFacts
from packs.models import Pack, PackStep, PreElectionPeriod
from packs.querysets import PackQuerySet
from packs.rules.publication import published
from packs.words import TO_PUBLISH, Audience, EditionStatus, Forum, PackState
from packs.words.publication import CLEARS, PublicationStep, clears

SAME = ("on", "words", "officer", "officer_post", "document", "reason", "by_name", "by_post", "at")
OF_A_PERIOD = (
    *("series", "number", "election", "starts_on", "ends_on", "withdrawn", "reason"),
    *("by_name", "by_post", "at"),
)


def steps_in(rows: Iterable[PackStep]) -> list[StepFacts]:
    """Return acts on an edition as facts, in their order."""
    return [
        StepFacts(step=PublicationStep(row.step), **{name: getattr(row, name) for name in SAME})
        for row in rows
    ]


def monitoring_officers() -> PostHoldingQuerySet:
    """Return who holds the post that clears in a pre-election period, and who held it before."""
    alike = Post.objects.filter(title__endswith=CLEARS).values_list("pk", "title")
    posts = [key for key, title in alike if clears(title)]
    rows = PostHolding.objects.filter(post__in=posts, awaits=False)
    return rows.select_related("user", "post").order_by("-starts_on", "pk")


def own_clearing(user: User) -> PostHolding | None:
    """Return the holding by which the person clears themselves, on the day they act."""
    held = user.holdings_on(user.acting_on)
    return next((holding for holding in held if clears(holding.post.title)), None)


def is_published(pack: Pack) -> bool:
    """Tell whether a public edition or an extract is published and was not taken down."""
    is_open = pack.audience in TO_PUBLISH
    return is_open and published(steps_in(pack.steps.all())) is not None


def with_publication(packs: PackQuerySet, *, on: date) -> PackQuerySet:
    """Annotate what the publication of editions waits for on a day: the receipt, a clearance.

    `blocked_from` is the first day of the pre-election period in force. Twin of `pre_election_on`
    and `is_cleared`.
    """
    received = PackStep.objects.filter(step=PublicationStep.RECEIVED.value)
    later = PreElectionPeriod.objects.filter(
        series=OuterRef("series"), number__gt=OuterRef("number")
    )
    in_force = PreElectionPeriod.objects.filter(starts_on__lte=on, ends_on__gte=on, withdrawn=False)
    blocked_from = Subquery(in_force.filter(~Exists(later)).values("starts_on")[:1])
    down = PackStep.objects.filter(pack=OuterRef("pack"), number__gt=OuterRef("number"))
    cleared = PackStep.objects.filter(
        ~Exists(down.filter(step=PublicationStep.TAKEN_DOWN.value)),
        pack=OuterRef("pk"),
        step=PublicationStep.CLEARED.value,
        on__range=(OuterRef("blocked_from"), on),
    )
    return packs.annotate(
        is_received=Exists(received.filter(pack=OuterRef("made_from"))), blocked_from=blocked_from
    ).annotate(is_cleared=Exists(cleared))


def issued_facts(pack: Pack, later: Iterable[Pack]) -> IssuedFacts:
    """Return an edition with the acts on it and on the one it is made from.

    `later` are those that have replaced it. In two statements, or one where the pack's steps were
    read before.
    """
    is_issued = pack.standing == EditionStatus.FINAL and pack.state == PackState.READY
    whole = PackStep.objects.filter(pack=pack.made_from_id).order_by("number")
    return IssuedFacts(
        forum=Forum(pack.forum),
        audience=Audience(pack.audience),
        asked_by=pack.requested_by_id,
        issued_on=london_day(pack.requested_at) if is_issued else None,
        replaced_on=min((london_day(version.requested_at) for version in later), default=None),
        of_whole=steps_in(whole) if pack.made_from_id else (),
        own=steps_in(pack.steps.all()),
        made_published_on=None if pack.made_from_id else _made_published_on(pack),
    )


def _made_published_on(pack: Pack) -> date | None:
    """Return the first day of what is made from an edition, each as its newest act says."""
    acts = PackStep.objects.filter(pack__made_from=pack.pk, step=PublicationStep.PUBLISHED)
    newest = dict(acts.order_by("number").values_list("pack_id", "on"))
    return min(newest.values(), default=None)


def period_acts() -> list[PreElectionFacts]:
    """Return every act on pre-election periods, by period, those on one oldest first."""
    rows = PreElectionPeriod.objects.order_by("series", "number")
    return [PreElectionFacts(**{name: getattr(row, name) for name in OF_A_PERIOD}) for row in rows]


def pre_election_periods() -> list[PreElectionFacts]:
    """Return each pre-election period as the newest act on it says, in the order of entry."""
    return list({period.series: period for period in period_acts()}.values())
