import irp.fields
from django.conf import settings
from django.db import migrations, models

ROWS, DRAFTS = 'programmes_changerow', ('programmes_changedraft', 'programmes_historicalchangedraft')
TICKS = ('gate_overtaken', 'money_changed')
NEW_ROWS = 4


def carry_kinds(apps, schema_editor):
    """Give each row its request's kind, and each draft one part: history's guards are off."""
    on_postgresql = schema_editor.connection.vendor == 'postgresql'
    for table in (ROWS, *DRAFTS):
        if on_postgresql:
            schema_editor.execute(f'ALTER TABLE {table} DISABLE TRIGGER USER')
    schema_editor.execute(
        f'UPDATE {ROWS} SET kind = (SELECT kind FROM programmes_changerequest AS asked '
        f'WHERE asked.id = {ROWS}.request_id)'
    )
    for name in ('ChangeDraft', 'HistoricalChangeDraft'):
        drafts = apps.get_model('programmes', name).objects.using(schema_editor.connection.alias)
        for draft in drafts.all():
            refs = draft.refs.split(', ') if draft.refs else []
            parts = [{'number': 1, 'kind': draft.kind, 'refs': refs}]
            entered = draft.entered | {
                tick: every_row(draft.kind, refs) for tick in TICKS if draft.entered.get(tick)
            }
            drafts.filter(pk=draft.pk).update(parts=parts, entered=entered)
    for table in (ROWS, *DRAFTS):
        if on_postgresql:
            schema_editor.execute(f'ALTER TABLE {table} ENABLE TRIGGER USER')


def every_row(kind, refs):
    """Return the numbers of the boxes of every row: what was ticked was said of all of them."""
    count = {'add': NEW_ROWS, 'split': 1, 'merge': 1}.get(kind, len(refs))
    return ','.join(str(number) for number in range(1, count + 1))


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0022_plan_figures_of_years'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='changedraft',
            name='parts',
            field=models.JSONField(default=list, verbose_name='what should change'),
        ),
        migrations.AddField(
            model_name='historicalchangedraft',
            name='parts',
            field=models.JSONField(default=list, verbose_name='what should change'),
        ),
        migrations.AddField(
            model_name='changerow',
            name='kind',
            field=irp.fields.LineField(default='', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='changerow',
            name='part',
            field=irp.fields.WholeField(default=1, least=1, most=99),
            preserve_default=False,
        ),
        migrations.RunPython(carry_kinds, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='changedraft',
            name='change_draft_kind',
        ),
        migrations.RemoveConstraint(
            model_name='changerequest',
            name='change_choices',
        ),
        migrations.RemoveField(
            model_name='changedraft',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='changedraft',
            name='refs',
        ),
        migrations.RemoveField(
            model_name='changerequest',
            name='gate_overtaken',
        ),
        migrations.RemoveField(
            model_name='changerequest',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='changerequest',
            name='money_changed',
        ),
        migrations.RemoveField(
            model_name='historicalchangedraft',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='historicalchangedraft',
            name='refs',
        ),
        migrations.RemoveField(
            model_name='historicalchangerequest',
            name='gate_overtaken',
        ),
        migrations.RemoveField(
            model_name='historicalchangerequest',
            name='kind',
        ),
        migrations.RemoveField(
            model_name='historicalchangerequest',
            name='money_changed',
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.CheckConstraint(condition=models.Q(('reason_code__in', ['supplier', 'people', 'money', 'dependency', 'government', 'larger', 'sequence', 'correction', 'other'])), name='change_choices'),
        ),
        migrations.AddConstraint(
            model_name='changerow',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['date', 'wording', 'scope', 'add', 'split', 'merge', 'pause', 'resume', 'descope', 'close'])), name='change_row_kind'),
        ),
    ]
