"""Internal audit and external auditors have posts of their own."""

from django.db import migrations, models

KINDS = [
    "administrator",
    "cpmo",
    "sao",
    "rdl",
    "lead_member",
    "commissioner",
    "committee",
    "finance_validator",
    "officer",
    "internal_audit",
    "external_auditor",
]


class Migration(migrations.Migration):

    dependencies = [
        ("irp", "0009_tests_judged"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="post", name="post_choices"),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="post_choices"
            ),
        ),
    ]
