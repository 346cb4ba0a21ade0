"""The plan's frame: its settings, aims, outcomes, boards and the documents' contradictions."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models.tracked import Sourced, Tracked
from irp.rules.plan_dates import QuarterConvention
from irp.rules.window import Window
from irp.words import Agrees, BoardKind, Oversight


class PlanSettings(Tracked):
    """The agreed assumptions of this council's plan: one row, edited by administrators.

    Values that are not in the published documents are assumptions and are labelled so.
    """

    CONVENTIONS: ClassVar = [
        (QuarterConvention.CALENDAR.value, "Calendar quarters (Q3 is July to September)"),
        (QuarterConvention.FINANCIAL.value, "Financial-year quarters (Q3 is October to December)"),
    ]

    council = LineField(max_length=200, default="Birmingham City Council")
    irp_quarters = LineField(
        "quarters in the Improvement and Recovery Plan",
        max_length=10,
        choices=CONVENTIONS,
        default=QuarterConvention.FINANCIAL.value,
    )
    cap_quarters = LineField(
        "quarters in the Commissioners’ Assurance Plan",
        max_length=10,
        choices=CONVENTIONS,
        default=QuarterConvention.CALENDAR.value,
    )
    # Commissioners say which it is (Rule 11): None until they did. The name is as it was then.
    cap_confirmed_on = DayField("quarters confirmed on", null=True, blank=True)
    cap_confirmed_by = LineField("quarters confirmed by", max_length=200, blank=True, default="")
    intervention_starts_on = DayField("the intervention began on", default=date(2023, 10, 5))
    intervention_ends_on = DayField("the intervention ends on", default=date(2028, 10, 31))
    # What a person may type as a date, in years.
    years_before = WholeField("earliest date accepted, before the intervention", default=5, most=20)
    years_after = WholeField("latest date accepted, after the intervention", default=15, most=50)
    # Rule 7: a forecast moved N times in M periods.
    moves_watched = WholeField(
        "a forecast moves too often when it has moved", default=3, least=1, most=12
    )
    periods_watched = WholeField(
        "moves of a forecast are counted within", default=4, least=2, most=24
    )
    narrative_alike_percent = WholeField(
        "a text has hardly changed when it is alike by", default=90, least=50, most=100
    )
    forecast_tolerance_days = WholeField(
        "a forecast needs a change request when it is past its date by more than",
        default=30,
        least=1,
        most=365,
    )
    stale_months = WholeField(
        "nothing new was reported of a milestone for", default=3, least=2, most=12
    )
    # Rule 14: working days before the TIB.
    opens_days = WholeField("period opens", default=18, most=90)
    return_due_days = WholeField("returns due", default=13, most=90)
    sign_off_days = WholeField("SAO sign-off", default=11, most=90)
    challenge_days = WholeField("CPMO challenge", default=9, most=90)
    freeze_days = WholeField("freeze", default=7, most=90)
    issue_days = WholeField("packs issued", default=6, most=90)
    # Rule 18: days from the original date to the proposed one.
    change_sao_days = WholeField(
        "SAO and CPMO agree to a new date up to", default=30, least=1, most=365
    )
    change_tib_days = WholeField("TIB agrees to a new date up to", default=90, least=1, most=730)
    # Rule 24b: before a test is met, "confident of progress" said, or a report agreed.
    agreed_by = LineField(
        "who agrees what commissioners judge of a test",
        max_length=8,
        choices=Agrees.choices(),
        default=Agrees.SECOND.value,
    )
    demonstration = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "plan settings"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("irp_quarters", QuarterConvention)
                & one_of("cap_quarters", QuarterConvention)
                & one_of("agreed_by", Agrees),
                name="settings_choices",
            )
        ]

    def __str__(self) -> str:
        return f"Settings of {self.council}"

    @property
    def window(self) -> Window:
        """Return the days that are taken where a person types a date."""
        return Window.around(
            self.intervention_starts_on,
            self.intervention_ends_on,
            before=self.years_before,
            after=self.years_after,
        )


class Aim(Tracked, Sourced):
    """One of the plan's three aims."""

    number = WholeField(unique=True, least=1, most=99)
    name = LineField(max_length=200)
    focus = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return self.name


class Outcome(Tracked, Sourced):
    """What tells that an aim is achieved; programmes and KPIs meet here."""

    aim = models.ForeignKey(Aim, models.PROTECT, related_name="outcomes")
    number = WholeField(least=1, most=99)
    name = LineField(max_length=300)

    class Meta:
        ordering: ClassVar = ["aim__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["aim", "number"], name="outcome_number_in_aim")
        ]

    def __str__(self) -> str:
        return self.name


class Board(Tracked, Sourced):
    """A standing forum, and to which it reports."""

    number = WholeField(default=999, least=1, most=999)  # its place in the document's order
    name = LineField(max_length=200, unique=True)
    abbreviation = LineField(max_length=20, blank=True, default="")
    kind = LineField(max_length=10, choices=BoardKind.choices())
    purpose = ProseField(max_length=1000, blank=True, default="")
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    oversight = LineField(  # what a committee is given of the IRB's packs; "" for nothing
        max_length=10, choices=Oversight.choices(), blank=True, default=""
    )

    class Meta:
        ordering: ClassVar = ["number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("kind", BoardKind), name="board_choices"),
            models.CheckConstraint(
                condition=Q(oversight="") | one_of("oversight", Oversight),
                name="board_oversight_choices",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Erratum(Tracked):
    """A contradiction between or within the published documents, kept as it stands."""

    subject = LineField(max_length=200, unique=True)
    says = models.JSONField(default=list)  # [{"where": …, "text": …}]
    note = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "errata"

    def __str__(self) -> str:
        return self.subject


class Statement(Tracked, Sourced):
    """What a document says beside its tables, restated: an aim's introduction, a role, a rule."""

    number = WholeField(least=1, most=999)  # its place in its document's order
    heading = LineField(max_length=200)
    text = ProseField(max_length=2000)

    class Meta:
        ordering: ClassVar = ["source_document", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source_document", "number"], name="statement_number_in_document"
            )
        ]

    def __str__(self) -> str:
        return self.heading
