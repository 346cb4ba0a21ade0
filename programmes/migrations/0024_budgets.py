import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0008_choices_are_checked'),
        ('programmes', '0023_kinds_of_rows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BudgetEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('approved', models.DecimalField(decimal_places=2, max_digits=14)),
                ('spent', models.DecimalField(decimal_places=2, max_digits=14)),
                ('forecast', models.DecimalField(decimal_places=2, max_digits=14)),
                ('fund', models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ('needed', irp.fields.WholeField(least=0, most=9999)),
                ('filled', irp.fields.WholeField(least=0, most=9999)),
                ('note', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='irp.reportingperiod')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budgets', to='programmes.programme')),
            ],
            options={
                'verbose_name_plural': 'budget entries',
                'ordering': ['programme', 'pk'],
                'indexes': [models.Index(fields=['programme', '-id'], name='programmes__program_d43f05_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('approved__isnull', True), models.Q(('approved__gte', 0), ('approved__lt', Decimal('1000000000000'))), _connector='OR'), models.Q(('spent__isnull', True), models.Q(('spent__gte', 0), ('spent__lt', Decimal('1000000000000'))), _connector='OR'), models.Q(('forecast__isnull', True), models.Q(('forecast__gte', 0), ('forecast__lt', Decimal('1000000000000'))), _connector='OR'), models.Q(('fund__isnull', True), models.Q(('fund__gte', 0), ('fund__lt', Decimal('1000000000000'))), _connector='OR'), ('forecast__gte', models.F('spent'))), name='budget_in_pounds'), models.CheckConstraint(condition=models.Q(models.Q(('note', ''), _negated=True), models.Q(('filled__lte', models.F('needed')), ('forecast__lte', models.F('approved'))), _connector='OR'), name='budget_says_why')],
            },
        ),
    ]
