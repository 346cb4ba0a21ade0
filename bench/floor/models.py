"""Programmes, their milestones and what each month reported of them."""

from django.db import models
from simple_history.models import HistoricalRecords


class Programme(models.Model):
    """A programme of the plan."""

    ref = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Milestone(models.Model):
    """A milestone with what was last reported of it."""

    class Delivery(models.TextChoices):
        GREEN = "green", "On track"
        AMBER = "amber", "At risk"
        RED = "red", "Off track"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="milestones")
    ref = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=400)
    baseline = models.DateField()
    forecast = models.DateField()
    delivery = models.CharField(max_length=20, choices=Delivery.choices)
    narrative = models.TextField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["programme__ref", "ref"]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class Report(models.Model):
    """What a month said of a milestone."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="reports")
    month = models.DateField()
    forecast = models.DateField()
    delivery = models.CharField(max_length=20, choices=Milestone.Delivery.choices)
    narrative = models.TextField()

    class Meta:
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.milestone_id} in {self.month}"
