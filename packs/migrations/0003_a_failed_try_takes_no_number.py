"""A pack that failed takes no version number: the next try has it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('packs', '0002_compared_with'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='pack',
            options={'ordering': ['-snapshot__period__month', 'forum', '-number', '-pk']},
        ),
        migrations.RemoveConstraint(
            model_name='pack',
            name='pack_version',
        ),
        migrations.AddConstraint(
            model_name='pack',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'failed'), _negated=True), fields=('snapshot', 'forum', 'number'), name='pack_version'),
        ),
    ]
