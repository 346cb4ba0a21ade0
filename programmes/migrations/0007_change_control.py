
import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
import irp.migrations._at_once
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0001_first'),
        ('programmes', '0006_completion_evidence'),
    ]

    operations = [
        irp.migrations._at_once.CreateModels(
            models=[migrations.CreateModel(
                name='ChangeRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('ref', irp.fields.LineField(max_length=20, unique=True)),
                    ('number', irp.fields.WholeField(least=1, most=9999)),
                    ('kind', irp.fields.LineField(max_length=10)),
                    ('reason_code', irp.fields.LineField(max_length=12)),
                    ('reason', irp.fields.ProseField(max_length=1000)),
                    ('requirements', models.JSONField(blank=True, default=list, verbose_name='requirements it touches')),
                    ('effect_requirements', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('gate_overtaken', models.BooleanField(default=False)),
                    ('effect_money', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('money_changed', models.BooleanField(default=False)),
                    ('effect_dependencies', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('state', irp.fields.LineField(default='with_sao', max_length=12)),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='programmes.programme')),
                ],
                options={
                    'ordering': ['programme__number', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='change_number'), models.CheckConstraint(condition=models.Q(('state__in', ['with_sao', 'with_cpmo', 'at_tib', 'at_cabinet', 'approved', 'in_part', 'refused', 'withdrawn'])), name='change_state'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='change_has_a_reason')],
                },
            ), migrations.CreateModel(
                name='ChangeRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('by_name', irp.fields.LineField(max_length=200)),
                    ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('at', models.DateTimeField()),
                    ('number', irp.fields.WholeField(least=1, most=99)),
                    ('old_title', irp.fields.LineField(blank=True, default='', max_length=600)),
                    ('new_title', irp.fields.LineField(blank=True, default='', max_length=600)),
                    ('run_by', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('days', models.IntegerField(blank=True, null=True)),
                    ('causes', models.JSONField(default=list)),
                    ('old_raw', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('old_precision', irp.fields.LineField(default='undated', max_length=20)),
                    ('old_earliest', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('old_latest', irp.fields.DayField(blank=True, not_before='old_earliest', null=True)),
                    ('new_raw', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('new_precision', irp.fields.LineField(default='undated', max_length=20)),
                    ('new_earliest', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('new_latest', irp.fields.DayField(blank=True, not_before='new_earliest', null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('milestone', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='change_rows', to='programmes.milestone')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='programmes.changerequest')),
                    ('workstream', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.workstream')),
                ],
                options={
                    'ordering': ['request', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('request', 'number'), name='change_row_number'), models.CheckConstraint(condition=models.Q(('days__isnull', True), models.Q(('days__gte', -40000), ('days__lte', 40000)), _connector='OR'), name='change_row_days'), models.CheckConstraint(condition=models.Q(('milestone__isnull', False), models.Q(('new_title', ''), _negated=True), _connector='OR'), name='new_work_has_a_title')],
                },
            ), migrations.CreateModel(
                name='ChangeStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('by_name', irp.fields.LineField(max_length=200)),
                    ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('at', models.DateTimeField()),
                    ('what', irp.fields.LineField(max_length=12)),
                    ('forum', irp.fields.LineField(blank=True, default='', max_length=10)),
                    ('rows', models.JSONField(blank=True, default=list)),
                    ('met_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('minute', irp.fields.LineField(blank=True, default='', max_length=100)),
                    ('reason', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='programmes.changerequest')),
                ],
                options={
                    'ordering': ['at', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('forum', ''), ('what__in', ['asked', 'withdrawn'])), models.Q(models.Q(('what__in', ['asked', 'withdrawn']), _negated=True), models.Q(('forum', ''), _negated=True)), _connector='OR'), name='a_forum_decides_a_change'), models.CheckConstraint(condition=models.Q(models.Q(('forum__in', ['tib', 'irb', 'cabinet']), _negated=True), ('met_on__isnull', False), _connector='OR'), name='a_board_decides_at_a_meeting'), models.CheckConstraint(condition=models.Q(models.Q(('what__in', ['refused', 'withdrawn']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_change_ends_with_a_reason')],
                },
            ), migrations.CreateModel(
                name='Descent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('by_name', irp.fields.LineField(max_length=200)),
                    ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='programmes.milestone')),
                    ('parent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='programmes.milestone')),
                    ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.changerequest')),
                ],
                options={
                    'ordering': ['at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('parent', 'child'), name='descends_once'), models.CheckConstraint(condition=models.Q(('parent', models.F('child')), _negated=True), name='descends_from_another')],
                },
            ), migrations.CreateModel(
                name='HistoricalChangeRequest',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('actor_name', irp.fields.LineField(blank=True, default='', max_length=200)),
                    ('actor_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('request_number', irp.fields.LineField(blank=True, default='', max_length=40)),
                    ('happened_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('ref', irp.fields.LineField(db_index=True, max_length=20)),
                    ('number', irp.fields.WholeField(least=1, most=9999)),
                    ('kind', irp.fields.LineField(max_length=10)),
                    ('reason_code', irp.fields.LineField(max_length=12)),
                    ('reason', irp.fields.ProseField(max_length=1000)),
                    ('requirements', models.JSONField(blank=True, default=list, verbose_name='requirements it touches')),
                    ('effect_requirements', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('gate_overtaken', models.BooleanField(default=False)),
                    ('effect_money', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('money_changed', models.BooleanField(default=False)),
                    ('effect_dependencies', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('state', irp.fields.LineField(default='with_sao', max_length=12)),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField()),
                    ('history_change_reason', models.TextField(null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ],
                options={
                    'verbose_name': 'historical change request',
                    'verbose_name_plural': 'historical change requests',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                    'indexes': [models.Index(fields=['id', '-history_date', '-history_id'], name='programmes__id_0a0e9b_idx')],
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            )],
        ),
        migrations.AddField(
            model_name='baseline',
            name='change',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='baselines', to='programmes.changerequest'),
        ),
    ]
