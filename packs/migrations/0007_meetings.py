"""Meetings of the boards: who came, the agenda and its decisions, the actions that follow."""

import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0010_auditors'),
        ('packs', '0006_annexes'),
        ('programmes', '0029_plan_fund'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', irp.fields.WholeField(least=1, most=99)),
                ('ask', irp.fields.ProseField(max_length=1000)),
                ('options', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                ('recommendation', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('without', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('decide_by', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.post')),
                ('carried_from', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='packs.agendaitem')),
                ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='programmes.point', verbose_name='SAO’s ask')),
            ],
            options={
                'ordering': ['meeting', 'number'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalMeeting',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', irp.fields.LineField(blank=True, default='', max_length=200)),
                ('actor_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('request_number', irp.fields.LineField(blank=True, default='', max_length=40)),
                ('happened_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('forum', irp.fields.LineField(max_length=3)),
                ('moved_to', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('starts', irp.fields.LineField(blank=True, default='', max_length=40)),
                ('venue', irp.fields.LineField(blank=True, default='', max_length=200)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('cycle', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='irp.reportingperiod')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical meeting',
                'verbose_name_plural': 'historical meetings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='ItemEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('number', irp.fields.WholeField(least=1, most=999)),
                ('fate', irp.fields.LineField(max_length=10)),
                ('decided', irp.fields.LineField(blank=True, default='', max_length=16)),
                ('words', irp.fields.ProseField(max_length=2000)),
                ('minute', irp.fields.LineField(blank=True, default='', max_length=100)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ends', to='packs.agendaitem')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('forum', irp.fields.LineField(max_length=3)),
                ('moved_to', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('starts', irp.fields.LineField(blank=True, default='', max_length=40)),
                ('venue', irp.fields.LineField(blank=True, default='', max_length=200)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='irp.reportingperiod')),
                ('members', models.ManyToManyField(blank=True, related_name='+', to='irp.post')),
            ],
            options={
                'ordering': ['-cycle__month', 'forum'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalMeeting_members',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='packs.historicalmeeting')),
                ('post', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='irp.post')),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='packs.meeting')),
            ],
            options={
                'verbose_name': 'HistoricalMeeting_members',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAgendaItem',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', irp.fields.LineField(blank=True, default='', max_length=200)),
                ('actor_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('request_number', irp.fields.LineField(blank=True, default='', max_length=40)),
                ('happened_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('number', irp.fields.WholeField(least=1, most=99)),
                ('ask', irp.fields.ProseField(max_length=1000)),
                ('options', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                ('recommendation', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('without', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('decide_by', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='irp.post')),
                ('carried_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='packs.agendaitem')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('point', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.point', verbose_name='SAO’s ask')),
                ('meeting', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='packs.meeting')),
            ],
            options={
                'verbose_name': 'historical agenda item',
                'verbose_name_plural': 'historical agenda items',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='BoardAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('number', irp.fields.WholeField(least=1, most=99)),
                ('ref', irp.fields.LineField(max_length=20, unique=True)),
                ('words', irp.fields.ProseField(max_length=1000)),
                ('due_on', irp.fields.DayField(not_before='')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='packs.agendaitem')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.post')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='packs.meeting')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('number', irp.fields.WholeField(least=1, most=999)),
                ('came', irp.fields.LineField(max_length=10)),
                ('who', irp.fields.LineField(blank=True, default='', max_length=200)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.post')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='packs.meeting')),
            ],
            options={
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='packs.meeting'),
        ),
        migrations.CreateModel(
            name='BoardActionStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('number', irp.fields.WholeField(least=1, most=999)),
                ('stage', irp.fields.LineField(max_length=10)),
                ('due_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('words', irp.fields.ProseField(max_length=2000)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='packs.boardaction')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('action', 'number'), name='board_action_step_number'), models.CheckConstraint(condition=models.Q(models.Q(('stage', 'extended'), ('due_on__isnull', False)), models.Q(models.Q(('stage', 'extended'), _negated=True), ('due_on__isnull', True)), _connector='OR'), name='extended_to_a_day'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='board_action_step_has_words'), models.CheckConstraint(condition=models.Q(('stage__in', ['open', 'done', 'accepted', 'returned', 'extended', 'closed']), models.Q(('stage', 'open'), _negated=True)), name='board_action_step_choices')],
            },
        ),
        migrations.AddIndex(
            model_name='historicalmeeting',
            index=models.Index(fields=['id', '-history_date', '-history_id'], name='packs_histo_id_959545_idx'),
        ),
        migrations.AddConstraint(
            model_name='itemend',
            constraint=models.UniqueConstraint(fields=('item', 'number'), name='item_end_number'),
        ),
        migrations.AddConstraint(
            model_name='itemend',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fate', 'decided'), models.Q(('decided', ''), _negated=True), models.Q(('minute', ''), _negated=True)), models.Q(models.Q(('fate', 'decided'), _negated=True), ('decided', ''), ('minute', '')), _connector='OR'), name='decided_with_its_minute'),
        ),
        migrations.AddConstraint(
            model_name='itemend',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='item_end_has_words'),
        ),
        migrations.AddConstraint(
            model_name='itemend',
            constraint=models.CheckConstraint(condition=models.Q(('fate__in', ['decided', 'carried', 'withdrawn']), ('decided__in', ['', 'agreed', 'agreed_in_part', 'not_agreed', 'noted'])), name='item_end_choices'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('cycle', 'forum'), name='meeting_of_a_board'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('forum__in', ['tib', 'irb'])), name='meeting_choices'),
        ),
        migrations.AddIndex(
            model_name='historicalagendaitem',
            index=models.Index(fields=['id', '-history_date', '-history_id'], name='packs_histo_id_3e095b_idx'),
        ),
        migrations.AddConstraint(
            model_name='boardaction',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='board_action_number'),
        ),
        migrations.AddConstraint(
            model_name='boardaction',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='board_action_has_words'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'post', 'number'), name='attendance_number'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('came__in', ['present', 'deputy', 'apologies', 'absent'])), name='attendance_choices'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='agenda_item_number'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('ask', ''), _negated=True), name='agenda_item_asks'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('carried_from__isnull', True), models.Q(('carried_from', models.F('id')), _negated=True), _connector='OR'), name='agenda_item_carries_another'),
        ),
    ]
