import irp.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('irp', '0008_choices_are_checked'),
        ('programmes', '0025_receipts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='confidence',
            name='benefits',
            field=irp.fields.LineField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='confidence',
            name='cost',
            field=irp.fields.LineField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='confidence',
            name='dimensions_reason',
            field=irp.fields.ProseField(blank=True, default='', max_length=2000),
        ),
        migrations.AddField(
            model_name='confidence',
            name='people',
            field=irp.fields.LineField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='confidence',
            name='scope',
            field=irp.fields.LineField(blank=True, default='', max_length=10),
        ),
        migrations.AddField(
            model_name='confidence',
            name='time',
            field=irp.fields.LineField(blank=True, default='', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='confidence',
            constraint=models.CheckConstraint(condition=models.Q(('time__in', ['', 'green', 'amber', 'red']), ('cost__in', ['', 'green', 'amber', 'red']), ('scope__in', ['', 'green', 'amber', 'red']), ('people__in', ['', 'green', 'amber', 'red']), ('benefits__in', ['', 'green', 'amber', 'red']), models.Q(('voice', 'sao'), models.Q(('dimensions_reason', ''), ('time', ''), ('cost', ''), ('scope', ''), ('people', ''), ('benefits', '')), _connector='OR'), models.Q(models.Q(('time__in', ['', 'green']), ('cost__in', ['', 'green']), ('scope__in', ['', 'green']), ('people__in', ['', 'green']), ('benefits__in', ['', 'green'])), models.Q(('dimensions_reason', ''), _negated=True), _connector='OR')), name='confidence_dimensions'),
        ),
    ]
