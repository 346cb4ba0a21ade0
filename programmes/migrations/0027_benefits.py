import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0008_choices_are_checked'),
        ('programmes', '0026_dimensions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Benefit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('ref', irp.fields.LineField(max_length=20, unique=True)),
                ('number', irp.fields.WholeField(least=1, most=999)),
                ('kind', irp.fields.LineField(max_length=10)),
                ('title', irp.fields.LineField(max_length=300)),
                ('measure', irp.fields.LineField(blank=True, default='', max_length=300)),
                ('unit', irp.fields.LineField(blank=True, default='', max_length=40)),
                ('better', irp.fields.LineField(max_length=6)),
                ('baseline', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('target', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('target_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('review_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('note', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.post')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='benefits', to='programmes.programme')),
                ('saving', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='benefits', to='programmes.saving')),
            ],
            options={
                'ordering': ['programme__number', 'number'],
            },
        ),
        migrations.CreateModel(
            name='BenefitReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=14)),
                ('note', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('benefit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='programmes.benefit')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.reportingperiod')),
            ],
            options={
                'ordering': ['benefit', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalBenefit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('actor_name', irp.fields.LineField(blank=True, default='', max_length=200)),
                ('actor_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('request_number', irp.fields.LineField(blank=True, default='', max_length=40)),
                ('happened_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('ref', irp.fields.LineField(db_index=True, max_length=20)),
                ('number', irp.fields.WholeField(least=1, most=999)),
                ('kind', irp.fields.LineField(max_length=10)),
                ('title', irp.fields.LineField(max_length=300)),
                ('measure', irp.fields.LineField(blank=True, default='', max_length=300)),
                ('unit', irp.fields.LineField(blank=True, default='', max_length=40)),
                ('better', irp.fields.LineField(max_length=6)),
                ('baseline', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('target', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                ('target_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('review_on', irp.fields.DayField(blank=True, not_before='', null=True)),
                ('note', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField()),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='irp.post')),
                ('programme', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.programme')),
                ('saving', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programmes.saving')),
            ],
            options={
                'verbose_name': 'historical benefit',
                'verbose_name_plural': 'historical benefits',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddConstraint(
            model_name='benefit',
            constraint=models.UniqueConstraint(fields=('programme', 'number'), name='benefit_number'),
        ),
        migrations.AddConstraint(
            model_name='benefit',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['benefit', 'disbenefit']), ('better__in', ['higher', 'lower'])), name='benefit_choices'),
        ),
        migrations.AddConstraint(
            model_name='benefit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('baseline__isnull', True), models.Q(('baseline__gt', -1000000000000), ('baseline__lt', 1000000000000)), _connector='OR'), models.Q(('target__isnull', True), models.Q(('target__gt', -1000000000000), ('target__lt', 1000000000000)), _connector='OR')), name='benefit_numbers'),
        ),
        migrations.AddConstraint(
            model_name='benefit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(models.Q(('saving__isnull', True), models.Q(('measure', ''), _negated=True)), models.Q(('baseline', None), ('measure', ''), ('saving__isnull', False), ('target', None)), _connector='OR')), name='benefit_is_measured_or_cashable'),
        ),
        migrations.AddConstraint(
            model_name='benefit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('target', None), ('target_on', None)), models.Q(('target__isnull', False), ('target_on__isnull', False)), _connector='OR'), name='benefit_target_has_its_day'),
        ),
        migrations.AddIndex(
            model_name='benefitreading',
            index=models.Index(fields=['benefit', '-id'], name='programmes__benefit_93bb68_idx'),
        ),
        migrations.AddConstraint(
            model_name='benefitreading',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), models.Q(('value__gt', -1000000000000), ('value__lt', 1000000000000)), _connector='OR'), name='benefit_reading_number'),
        ),
        migrations.AddIndex(
            model_name='historicalbenefit',
            index=models.Index(fields=['id', '-history_date', '-history_id'], name='programmes__id_9d565a_idx'),
        ),
    ]
