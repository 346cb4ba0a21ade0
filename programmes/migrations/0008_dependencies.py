import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
import simple_history.models
from django.conf import settings
from django.core.management.color import no_style
from django.db import migrations, models
from irp.migrations._at_once import CreateModels

KEPT = (
    'id, version, source_document, source_section, source_row, erratum, number, title, description'
)
OF_HISTORY = (
    'history_id, history_date, history_change_reason, history_type, history_user_id, actor_name, '
    'actor_post, request_number, happened_on, recorded_at'
)
TABLES = {
    'programmes_dependency': KEPT,
    'programmes_historicaldependency': f'{KEPT}, {OF_HISTORY}',
}
# What every dependency of the plan is: overarching, without a giver, a taker and days.
NEW = {'requirements': "'[]'", 'state': "'open'", 'outcome': "''"}


def set_aside(apps, schema_editor):
    """Keep the rows of the two tables that are made anew: fourteen columns more at once."""
    for table in TABLES:
        schema_editor.execute(f'CREATE TABLE {table}_kept AS SELECT * FROM {table}')


def bring_back(apps, schema_editor):
    """Put the kept rows into the new tables."""
    for table, columns in TABLES.items():
        schema_editor.execute(
            f"INSERT INTO {table} ({columns}, {', '.join(NEW)}) "
            f"SELECT {columns}, {', '.join(NEW.values())} FROM {table}_kept"
        )
        schema_editor.execute(f'DROP TABLE {table}_kept')
    models = [apps.get_model('programmes', name) for name in ('Dependency', 'HistoricalDependency')]
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), models):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0001_first'),
        ('programmes', '0007_change_control'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(set_aside),
        CreateModels([
            migrations.DeleteModel('HistoricalDependency'),
            migrations.DeleteModel('Dependency'),
            migrations.CreateModel(
                name='Dependency',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('source_document', irp.fields.LineField(blank=True, default='', max_length=10)),
                    ('source_section', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('source_row', irp.fields.LineField(blank=True, default='', max_length=60)),
                    ('erratum', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('number', irp.fields.WholeField(least=1, most=9999, unique=True)),
                    ('title', irp.fields.LineField(max_length=200)),
                    ('description', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                    ('give_by', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('need_by', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('days_set_at', models.DateTimeField(blank=True, null=True)),
                    ('requirements', models.JSONField(blank=True, default=list)),
                    ('state', irp.fields.LineField(default='open', max_length=8)),
                    ('raised_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('closed_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('outcome', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                    ('giver_milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gives', to='programmes.milestone')),
                    ('giver_programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gives', to='programmes.programme')),
                    ('taker_milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='takes', to='programmes.milestone')),
                    ('taker_programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='takes', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('days_set_at__isnull', True), ('give_by__isnull', True), ('giver_milestone__isnull', True), ('giver_programme__isnull', True), ('need_by__isnull', True), ('taker_milestone__isnull', True), ('taker_programme__isnull', True), ('state', 'open')), models.Q(models.Q(models.Q(('giver_milestone__isnull', False), ('giver_programme__isnull', True)), models.Q(('giver_milestone__isnull', True), ('giver_programme__isnull', False)), _connector='OR'), models.Q(models.Q(('taker_milestone__isnull', False), ('taker_programme__isnull', True)), models.Q(('taker_milestone__isnull', True), ('taker_programme__isnull', False)), _connector='OR'), ('days_set_at__isnull', False), ('give_by__isnull', False), ('need_by__isnull', False), ('raised_on__isnull', False)), _connector='OR'), name='dependency_is_whole'), models.CheckConstraint(condition=models.Q(models.Q(('giver_milestone', models.F('taker_milestone')), ('giver_milestone__isnull', False), _negated=True), models.Q(('giver_programme', models.F('taker_programme')), ('giver_programme__isnull', False), _negated=True)), name='dependency_not_on_itself'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('outcome', ''), ('state', 'open')), models.Q(('closed_on__isnull', False), ('state__in', ['given', 'dropped']), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='dependency_state')],
                    'verbose_name_plural': 'dependencies',
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='DependencyConfirmation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('by_name', irp.fields.LineField(max_length=200)),
                    ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('at', models.DateTimeField()),
                    ('side', irp.fields.LineField(max_length=5)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('dependency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='programmes.dependency')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('side__in', ['giver', 'taker'])), name='confirmation_side')],
                    'ordering': ['at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalDependency',
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
                    ('number', irp.fields.WholeField(db_index=True, least=1, most=9999)),
                    ('title', irp.fields.LineField(max_length=200)),
                    ('description', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                    ('give_by', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('need_by', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('days_set_at', models.DateTimeField(blank=True, null=True)),
                    ('requirements', models.JSONField(blank=True, default=list)),
                    ('state', irp.fields.LineField(default='open', max_length=8)),
                    ('raised_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('closed_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('outcome', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('giver_milestone', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.milestone')),
                    ('giver_programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('taker_milestone', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.milestone')),
                    ('taker_programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['id', '-history_date', '-history_id'], name='programmes__id_596931_idx')],
                    'verbose_name': 'historical dependency',
                    'verbose_name_plural': 'historical dependencies',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
        ]),
        migrations.RunPython(bring_back),
    ]
