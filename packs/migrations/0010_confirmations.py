"""Commissioners confirm the pages of their judgements in a draft before it is issued."""

import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('packs', '0009_texts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PackConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by_name', irp.fields.LineField(max_length=200)),
                ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                ('at', models.DateTimeField()),
                ('number', irp.fields.WholeField(least=1, most=999)),
                ('agrees', models.BooleanField(verbose_name='are the pages of judgements right')),
                ('words', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='packs.pack')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('pack', 'number'), name='pack_confirmation_number'), models.CheckConstraint(condition=models.Q(('agrees', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='pack_not_confirmed_says_why')],
            },
        ),
    ]
