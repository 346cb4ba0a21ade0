import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
from django.conf import settings
from django.db import migrations, models

HOLDINGS = ('irp_postholding', 'irp_historicalpostholding')


def say_interim(apps, schema_editor):
    """Carry over who held a post for an interim: history's guards are off while they move."""
    on_postgresql = schema_editor.connection.vendor == 'postgresql'
    for table in HOLDINGS:
        if on_postgresql:
            schema_editor.execute(f'ALTER TABLE {table} DISABLE TRIGGER USER')
        schema_editor.execute(f"UPDATE {table} SET capacity = 'interim' WHERE interim")
        if on_postgresql:
            schema_editor.execute(f'ALTER TABLE {table} ENABLE TRIGGER USER')


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0004_signs_of_workers'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpostholding',
            name='capacity',
            field=irp.fields.LineField(default='permanent', max_length=10),
        ),
        migrations.AddField(
            model_name='postholding',
            name='capacity',
            field=irp.fields.LineField(default='permanent', max_length=10),
        ),
        migrations.RunPython(say_interim, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='historicalpostholding',
            name='interim',
        ),
        migrations.RemoveField(
            model_name='postholding',
            name='interim',
        ),
        migrations.AddConstraint(
            model_name='postholding',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__in', ['permanent', 'acting', 'interim'])), name='holding_capacity'),
        ),
        migrations.CreateModel(
            name='PostHandover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('starts_on', irp.fields.DayField(not_before='')),
                ('reason', irp.fields.ProseField(max_length=500)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('came', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.postholding')),
                ('left', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.postholding')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='handovers', to='irp.post')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('left', models.F('came')), _negated=True), name='handover_is_to_another'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='handover_has_its_reason'),
                ],
            },
        ),
    ]
