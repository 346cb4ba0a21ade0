import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
import simple_history.models
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models
from irp.migrations._at_once import CreateModels


class Migration(migrations.Migration):

    initial = True

    # What a database ran before the first migrations were folded into one.
    replaces = [
        ('kpis', '0001_initial'),
        ('kpis', '0002_polarity_label'),
        ('kpis', '0003_exact_readings_and_outcomes_in_history'),
    ]

    dependencies = [
        ('irp', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels([
            migrations.CreateModel(
                name='HistoricalIndicator',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('actor_name', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('actor_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('request_number', irp.fields.LineField(blank=True, default='', max_length=40)),
                    ('happened_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('source_document', irp.fields.LineField(blank=True, default='', max_length=10)),
                    ('source_section', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('source_row', irp.fields.LineField(blank=True, default='', max_length=60)),
                    ('erratum', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('ref', irp.fields.LineField(db_index=True, max_length=20)),
                    ('number', irp.fields.WholeField(least=1, most=9999)),
                    ('name', irp.fields.LineField(max_length=600)),
                    ('unit', irp.fields.LineField(max_length=40)),
                    ('polarity', irp.fields.LineField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better'), ('none', 'No agreed direction')], max_length=6)),
                    ('members', models.JSONField(blank=True, default=list)),
                    ('note', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('aim', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='irp.aim')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical indicator',
                    'verbose_name_plural': 'historical indicators',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                    'indexes': [models.Index(fields=['id', '-history_date', '-history_id'], name='kpis_histor_id_e77d44_idx')],
                    'constraints': [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('source_document', irp.fields.LineField(blank=True, default='', max_length=10)),
                    ('source_section', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('source_row', irp.fields.LineField(blank=True, default='', max_length=60)),
                    ('erratum', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('ref', irp.fields.LineField(max_length=20, unique=True)),
                    ('aim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='indicators', to='irp.aim')),
                    ('number', irp.fields.WholeField(least=1, most=9999)),
                    ('name', irp.fields.LineField(max_length=600)),
                    ('unit', irp.fields.LineField(max_length=40)),
                    ('polarity', irp.fields.LineField(choices=[('higher', 'Higher is better'), ('lower', 'Lower is better'), ('none', 'No agreed direction')], max_length=6)),
                    ('members', models.JSONField(blank=True, default=list)),
                    ('note', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('outcomes', models.ManyToManyField(related_name='indicators', to='irp.outcome')),
                ],
                options={
                    'ordering': ['ref'],
                    'indexes': [],
                    'constraints': [],
                },
            ),
            migrations.CreateModel(
                name='HistoricalIndicator_outcomes',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('indicator', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='kpis.indicator')),
                    ('outcome', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='irp.outcome')),
                    ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='kpis.historicalindicator')),
                    ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ],
                options={
                    'verbose_name': 'HistoricalIndicator_outcomes',
                    'indexes': [],
                    'constraints': [],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Reading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('by_name', irp.fields.LineField(max_length=200)),
                    ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('at', models.DateTimeField()),
                    ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='kpis.indicator')),
                    ('month', irp.fields.DayField(not_before='')),
                    ('value', models.DecimalField(decimal_places=4, max_digits=16)),
                    ('standing', irp.fields.LineField(choices=[('provisional', 'Provisional'), ('revised', 'Revised')], max_length=12)),
                    ('note', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ],
                options={
                    'ordering': ['indicator', '-month', '-pk'],
                    'indexes': [models.Index(fields=['indicator', '-month', '-id'], name='kpis_readin_indicat_91af9c_idx')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('value__gt', Decimal('-100000000000')), ('value__lt', Decimal('100000000000'))), name='reading_in_bounds')],
                },
            ),
        ]),
    ]
