"""The list of responses goes: each is an action."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("assurance", "0016_responses_are_actions"),
    ]

    operations = [
        migrations.RemoveField(model_name="historicalrecommendation", name="responses"),
        migrations.RemoveField(model_name="recommendation", name="responses"),
    ]
