"""Snapshots, packs and downloads; in a database that has them as assurance's, these become ours.

Until packs was an app of its own (ADR 0011) its three tables were made by assurance's migrations.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import irp.fields
from django.conf import settings
from django.db import migrations, models
from irp.migrations._at_once import CreateModels

BEFORE = ('assurance_plansnapshot', 'assurance_pack', 'assurance_packdownload')

# Django makes these names with a hash of the table's name in them; all others only begin with it.
HASHED = {
    'assurance_plansnapshot_by_id_9a0c283b': 'packs_plansnapshot_by_id_497e2a4e',
    'assurance_plansnapshot_by_id_9a0c283b_fk_irp_user_id': 'packs_plansnapshot_by_id_497e2a4e_fk_irp_user_id',
    'assurance_plansnapsh_period_id_f4528999_fk_irp_repor': 'packs_plansnapshot_period_id_2cb5b02f_fk_irp_reportingperiod_id',
    'assurance_pack_requested_by_id_a72ea6d2': 'packs_pack_requested_by_id_f5fa0b2c',
    'assurance_pack_requested_by_id_a72ea6d2_fk_irp_user_id': 'packs_pack_requested_by_id_f5fa0b2c_fk_irp_user_id',
    'assurance_pack_snapshot_id_e2e48186': 'packs_pack_snapshot_id_1c13ecd0',
    'assurance_pack_snapshot_id_e2e48186_fk_assurance': 'packs_pack_snapshot_id_1c13ecd0_fk_packs_plansnapshot_id',
    'assurance_pack_supersedes_id_d0dab57a': 'packs_pack_supersedes_id_1dc9248b',
    'assurance_pack_supersedes_id_d0dab57a_fk_assurance_pack_id': 'packs_pack_supersedes_id_1dc9248b_fk_packs_pack_id',
    'assurance_packdownload_by_id_0e692980': 'packs_packdownload_by_id_0ea538fd',
    'assurance_packdownload_by_id_0e692980_fk_irp_user_id': 'packs_packdownload_by_id_0ea538fd_fk_irp_user_id',
    'assurance_packdownload_pack_id_abb5c2fb': 'packs_packdownload_pack_id_738f12d5',
    'assurance_packdownload_pack_id_abb5c2fb_fk_assurance_pack_id': 'packs_packdownload_pack_id_738f12d5_fk_packs_pack_id',
}


def now_named(name):
    return HASHED.get(name, 'packs_' + name.removeprefix('assurance_'))


def adopt(schema_editor):
    """Give the tables, what hangs on them and their content types the names of this app.

    Their guards go: they bear the old names, and are made anew after every migration.
    """
    with schema_editor.connection.cursor() as cursor:
        rename = adopt_on_postgresql if schema_editor.connection.vendor == 'postgresql' else adopt_on_sqlite
        rename(cursor)
        cursor.execute(
            "UPDATE django_content_type SET app_label = 'packs' WHERE app_label = 'assurance' "
            "AND model IN ('plansnapshot', 'pack', 'packdownload')"
        )


def adopt_on_postgresql(cursor):
    for table in BEFORE:
        for (name,) in asked(cursor, 'SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal', table):
            cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
            cursor.execute(f'DROP FUNCTION public."{name}"()')
        for (name,) in asked(cursor, 'SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass', table):
            if name.startswith('assurance_'):
                cursor.execute(f'ALTER TABLE "{table}" RENAME CONSTRAINT "{name}" TO "{now_named(name)}"')
        for (name,) in asked(cursor, 'SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = %s::regclass', table):
            if name.startswith('assurance_'):
                cursor.execute(f'ALTER INDEX "{name}" RENAME TO "{now_named(name)}"')
        cursor.execute(f'ALTER SEQUENCE "{table}_id_seq" RENAME TO "{now_named(table)}_id_seq"')
        cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{now_named(table)}"')


def adopt_on_sqlite(cursor):
    for table in BEFORE:
        made = "SELECT name, sql FROM sqlite_master WHERE type = '{}' AND tbl_name = %s AND sql IS NOT NULL"
        for name, _ in asked(cursor, made.format('trigger'), table):
            cursor.execute(f'DROP TRIGGER "{name}"')
    for table in BEFORE:
        cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{now_named(table)}"')
        for name, sql in asked(cursor, made.format('index'), now_named(table)):
            if name.startswith('assurance_'):
                cursor.execute(f'DROP INDEX "{name}"')
                cursor.execute(sql.replace(f'"{name}"', f'"{now_named(name)}"', 1))


def asked(cursor, question, table):
    cursor.execute(question, [table])
    return cursor.fetchall()


class MakeOrAdopt(CreateModels):
    """Make the tables, or take over those that assurance made."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with schema_editor.connection.cursor() as cursor:
            stands = BEFORE[0] in schema_editor.connection.introspection.table_names(cursor)
        if stands:
            adopt(schema_editor)
        else:
            super().database_forwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assurance', '0001_first'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('irp', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        MakeOrAdopt([
            migrations.CreateModel(
                name='PlanSnapshot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('by_name', irp.fields.LineField(max_length=200)),
                    ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('at', models.DateTimeField()),
                    ('period', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='snapshot', to='irp.reportingperiod')),
                    ('schema', irp.fields.WholeField(least=1, most=999)),
                    ('body', models.TextField()),
                    ('sha256', irp.fields.LineField(max_length=64)),
                ],
                options={
                    'abstract': False,
                    'indexes': [],
                    'constraints': [],
                },
            ),
            migrations.CreateModel(
                name='Pack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='packs.plansnapshot')),
                    ('forum', irp.fields.LineField(choices=[('tib', 'Transformation and Improvement Board'), ('irb', 'Improvement and Recovery Board')], max_length=3)),
                    ('number', irp.fields.WholeField(least=1, most=999)),
                    ('standing', irp.fields.LineField(choices=[('draft', 'Draft'), ('final', 'Final')], max_length=5)),
                    ('supersedes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='packs.pack')),
                    ('reason', irp.fields.ProseField(blank=True, default='', max_length=1000)),
                    ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('requested_by_name', irp.fields.LineField(max_length=200)),
                    ('requested_at', models.DateTimeField()),
                    ('state', irp.fields.LineField(choices=[('queued', 'Queued'), ('running', 'Running'), ('ready', 'Ready'), ('failed', 'Failed')], default='queued', max_length=8)),
                    ('claim', irp.fields.LineField(blank=True, default='', max_length=40)),
                    ('lease_until', models.DateTimeField(blank=True, null=True)),
                    ('tries', irp.fields.WholeField(default=0, least=0, most=99)),
                    ('stage', irp.fields.LineField(blank=True, default='', max_length=120)),
                    ('sections_done', irp.fields.WholeField(default=0, least=0, most=999)),
                    ('sections_all', irp.fields.WholeField(default=0, least=0, most=999)),
                    ('failure', irp.fields.ProseField(blank=True, default='', max_length=2000)),
                    ('ready_at', models.DateTimeField(blank=True, null=True)),
                    ('sha256', irp.fields.LineField(blank=True, default='', max_length=64)),
                    ('size', irp.fields.WholeField(default=0, least=0, most=2000000000)),
                    ('pages', irp.fields.WholeField(default=0, least=0, most=100000)),
                ],
                options={
                    'ordering': ['-snapshot__period__month', 'forum', '-number'],
                    'constraints': [models.UniqueConstraint(fields=('snapshot', 'forum', 'number'), name='pack_version'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'ready'), _negated=True), models.Q(models.Q(('sha256', ''), _negated=True), ('ready_at__isnull', False)), _connector='OR'), name='ready_pack_has_its_file'), models.CheckConstraint(condition=models.Q(('supersedes__isnull', True), models.Q(('supersedes', models.F('id')), _negated=True), _connector='OR'), name='pack_supersedes_another')],
                    'indexes': [],
                },
            ),
            migrations.CreateModel(
                name='PackDownload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('by_name', irp.fields.LineField(max_length=200)),
                    ('by_post', irp.fields.LineField(blank=True, default='', max_length=400)),
                    ('at', models.DateTimeField()),
                    ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='downloads', to='packs.pack')),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'indexes': [],
                    'constraints': [],
                },
            ),
        ]),
    ]
