"""Each response that the plan prints becomes an action, with the printed date that it names.

No owner and no state is made up: the plan names none.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

from irp.rules.plan_dates import QuarterConvention, parse_plan_date

SOURCE = ("source_document", "source_section", "source_row")


def make_actions(apps: Any, editor: Any) -> None:
    """Write an action and its first version for each response."""
    using = editor.connection.alias
    kept = apps.get_model("assurance", "HistoricalRecommendation").objects.using(using)
    action = apps.get_model("assurance", "RecommendationAction").objects.using(using)
    history = apps.get_model("assurance", "HistoricalRecommendationAction").objects.using(using)
    settings = apps.get_model("irp", "PlanSettings").objects.using(using).first()
    quarters = QuarterConvention(settings.irp_quarters if settings else "financial")
    for row in apps.get_model("assurance", "Recommendation").objects.using(using).order_by("pk"):
        first = kept.filter(id=row.pk).order_by("history_date", "history_id").first()
        for number, words in enumerate(row.responses, start=1):
            named = [one for one in row.due if one.casefold() in words.casefold()]
            due = parse_plan_date(max(named, key=len, default=""), quarters=quarters)
            said = {name: getattr(row, name) for name in SOURCE}
            said |= {"recommendation_id": row.pk, "number": number, "words": words[:1000]}
            said |= {"due_raw": due.raw, "due_precision": due.precision.value}
            said |= {"due_earliest": due.earliest, "due_latest": due.latest}
            made = action.create(**said)
            history.create(
                id=made.pk,
                history_date=first.history_date if first else timezone.now(),
                history_type="+",
                history_change_reason="A response that the plan prints",
                actor_name=first.actor_name if first else "",
                **said,
            )


class Migration(migrations.Migration):

    dependencies = [
        ("assurance", "0015_responses"),
    ]

    operations = [migrations.RunPython(make_actions, migrations.RunPython.noop)]
