import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
import learning.records
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0019_targets_outcomes_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Period',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80, unique=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('rows_hash', models.CharField(blank=True, max_length=64)),
                ('latest_hash', models.CharField(blank=True, max_length=64)),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'reporting period',
                'verbose_name_plural': 'reporting periods',
                'ordering': ['-starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__lt', models.F('ends_on'))), name='period_begins_before_it_ends'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('rows_hash', '')), models.Q(('closed_at__isnull', False), models.Q(('rows_hash', ''), _negated=True)), _connector='OR'), name='period_closed_over_rows')],
            },
        ),
        migrations.CreateModel(
            name='FrozenRegister',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('register_hash', models.CharField(blank=True, max_length=64)),
                ('rows_hash', models.CharField(blank=True, max_length=64)),
                ('latest_hash', models.CharField(blank=True, max_length=64)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
                ('training', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='learning.training')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='registers', to='learning.period')),
            ],
            options={
                'verbose_name': 'register behind a period',
                'verbose_name_plural': 'registers behind periods',
                'constraints': [models.UniqueConstraint(condition=models.Q(('training__isnull', False)), fields=('period', 'training'), name='frozen_register_once'), models.UniqueConstraint(condition=models.Q(('training__isnull', True)), fields=('period', 'tenant'), name='frozen_register_at_home_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('rule', models.CharField(max_length=40)),
                ('table', models.CharField(blank=True, max_length=20)),
                ('row', models.CharField(blank=True, max_length=500)),
                ('column', models.CharField(blank=True, max_length=500)),
                ('value', models.BigIntegerField(help_text="in the rule's unit")),
                ('behind', models.PositiveIntegerField(help_text='people or participations behind it')),
                ('rows_hash', models.CharField(blank=True, max_length=64)),
                ('union', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='learning.period')),
            ],
            options={
                'verbose_name': 'figure',
                'verbose_name_plural': 'figures',
                'constraints': [models.UniqueConstraint(condition=models.Q(('union__isnull', True)), fields=('period', 'rule', 'table', 'row', 'column'), name='figure_once'), models.UniqueConstraint(condition=models.Q(('union__isnull', False)), fields=('period', 'rule', 'union'), name='figure_of_a_union_once'), models.CheckConstraint(condition=models.Q(('union__isnull', True), ('table', ''), _connector='OR'), name='figure_of_a_union_is_a_total')],
            },
        ),
        migrations.CreateModel(
            name='PeriodMonth',
            fields=[
                ('month', models.DateField(help_text='its first day', primary_key=True, serialize=False)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='months', to='learning.period')),
            ],
            options={
                'verbose_name': 'month of a period',
                'verbose_name_plural': 'months of periods',
                'constraints': [models.CheckConstraint(condition=models.Q(('month__day', 1)), name='period_month_is_its_first_day')],
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('seed', models.CharField(max_length=80)),
                ('size', models.PositiveSmallIntegerField(help_text='trainings asked for')),
                ('drawn_from', models.PositiveIntegerField(help_text='trainings in the period')),
                ('list_hash', models.CharField(max_length=64)),
                ('drawn_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('drawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='learning.period')),
            ],
            options={
                'verbose_name': 'sample of trainings',
                'verbose_name_plural': 'samples of trainings',
                'ordering': ['-drawn_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 200)), name='sample_of_some_trainings')],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('verdict', models.CharField(choices=[('ours', 'These are ours'), ('wrong', 'Something is wrong')], max_length=5)),
                ('words', models.TextField(blank=True)),
                ('rows', models.PositiveIntegerField(default=0)),
                ('rows_hash', models.CharField(max_length=64)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='learning.period')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
            ],
            options={
                'verbose_name': 'word on figures',
                'verbose_name_plural': 'words on figures',
                'indexes': [models.Index(fields=['period', 'tenant', '-said_at'], name='sign_off_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict', 'ours'), models.Q(('words', ''), _negated=True), _connector='OR'), name='sign_off_says_what_is_wrong')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Restatement',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('old', models.BigIntegerField()),
                ('new', models.BigIntegerField()),
                ('old_behind', models.PositiveIntegerField(default=0)),
                ('behind', models.PositiveIntegerField()),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('causes', models.JSONField(blank=True, default=list)),
                ('why', models.TextField(blank=True)),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='restatements', to='learning.figure')),
                ('found_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('why_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'restatement',
                'verbose_name_plural': 'restatements',
                'ordering': ['found_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='restatement_changes_something')],
            },
        ),
        migrations.CreateModel(
            name='SampledTraining',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(help_text='its place in the sample')),
                ('register_hash', models.CharField(max_length=64)),
                ('found', models.CharField(blank=True, choices=[('', 'not looked at yet'), ('found', 'found, and as counted'), ('missing', 'not found, or not as counted'), ('refused', 'refused')], default='', max_length=7)),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('looked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trainings', to='learning.sample')),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='learning.training')),
            ],
            options={
                'verbose_name': 'training in a sample',
                'verbose_name_plural': 'trainings in samples',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('sample', 'training'), name='sampled_training_once'), models.UniqueConstraint(fields=('sample', 'number'), name='sampled_number_once'), models.CheckConstraint(condition=models.Q(models.Q(('found', ''), ('looked_at__isnull', True)), models.Q(models.Q(('found', ''), _negated=True), ('looked_at__isnull', False)), _connector='OR'), name='sampled_training_looked_at')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
    ]
