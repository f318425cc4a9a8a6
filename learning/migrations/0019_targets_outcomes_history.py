import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
import learning.records
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0018_participations'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoryImport',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('read', 'waits to be looked at'), ('in', 'taken over'), ('undone', 'taken back')], default='read', max_length=6)),
                ('lines', models.JSONField(default=list)),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'sheet of totals',
                'verbose_name_plural': 'sheets of totals',
                'ordering': ['-read_at'],
            },
        ),
        migrations.CreateModel(
            name='Indicator',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('slug', models.SlugField(unique=True)),
                ('titles', models.JSONField(default=dict)),
                ('kind', models.CharField(choices=[('1', 'what we do: people trained, trainings held'), ('2', 'what changes by it: agreements, cases, laws')], default='1', max_length=1)),
                ('measure', models.CharField(choices=[('1', 'a number of something'), ('2', 'per cent')], default='1', max_length=1)),
                ('unit', models.CharField(max_length=60)),
                ('ascending', models.BooleanField(default=True)),
                ('can_be_added_up', models.BooleanField(default=True)),
                ('counted_by', models.CharField(blank=True, max_length=40)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('sex', models.CharField(blank=True, choices=[('f', 'woman'), ('m', 'man'), ('x', 'other'), ('', 'not stated')], max_length=1)),
                ('youth', models.CharField(blank=True, choices=[('un', 'up to 24 (United Nations)'), ('ilo', 'up to 29 (International Labour Organization)'), ('au', 'up to 35 (African Union)')], max_length=3)),
                ('baseline_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('baseline', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True)),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.module')),
            ],
            options={
                'verbose_name': 'indicator',
                'verbose_name_plural': 'indicators',
                'ordering': ['kind', 'created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('unit', ''), _negated=True), name='indicator_has_a_unit'), models.CheckConstraint(condition=models.Q(models.Q(('counted_by', ''), _negated=True), models.Q(('country', ''), ('sex', ''), ('theme__isnull', True), ('youth', '')), _connector='OR'), name='indicator_by_hand_is_not_filtered'), models.CheckConstraint(condition=models.Q(models.Q(('baseline__isnull', True), ('baseline_year__isnull', True)), models.Q(('baseline__isnull', False), ('baseline_year__isnull', False)), _connector='OR'), name='indicator_baseline_is_of_a_year'), models.UniqueConstraint(condition=models.Q(models.Q(('counted_by', ''), _negated=True), ('theme__isnull', False)), fields=('counted_by', 'theme', 'country', 'sex', 'youth'), name='indicator_of_a_theme_counts_once'), models.UniqueConstraint(condition=models.Q(models.Q(('counted_by', ''), _negated=True), ('theme__isnull', True)), fields=('counted_by', 'country', 'sex', 'youth'), name='indicator_counts_once')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('agreement', 'collective agreement'), ('case', 'case solved'), ('law', 'law or policy'), ('structure', 'new union structure')], max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('parties', models.CharField(max_length=300)),
                ('level', models.CharField(choices=[('workplace', 'one workplace'), ('company', 'company or group'), ('sector', 'sector'), ('region', 'region of a country'), ('national', 'national'), ('world', 'international')], max_length=10)),
                ('country', models.CharField(max_length=2)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('women', models.PositiveIntegerField(blank=True, null=True)),
                ('men', models.PositiveIntegerField(blank=True, null=True)),
                ('not_stated', models.PositiveIntegerField(blank=True, null=True)),
                ('covered_by_source', models.CharField(blank=True, max_length=200)),
                ('contribution', models.TextField(max_length=1500)),
                ('known_how', models.TextField(max_length=1500)),
                ('confirmed_by', models.CharField(blank=True, max_length=160)),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('evidence_link', models.URLField(blank=True, max_length=500)),
                ('evidence_place', models.CharField(blank=True, max_length=200)),
                ('step', models.CharField(choices=[('discussion', 'discussion'), ('agreement', 'agreement'), ('implementation', 'implementation'), ('monitoring', 'monitoring'), ('next', 'next round')], default='agreement', max_length=14)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
                ('trainings', models.ManyToManyField(blank=True, related_name='outcomes', to='learning.training')),
                ('union', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'record of what came of it',
                'verbose_name_plural': 'records of what came of it',
                'indexes': [models.Index(fields=['tenant', '-starts_on'], name='outcome_of_tenant'), models.Index(fields=['kind', 'country', 'starts_on'], name='outcome_by_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('starts_on__lte', models.F('ends_on')), _connector='OR'), name='outcome_begins_before_it_ends'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('country', ''), _negated=True), models.Q(('known_how', ''), _negated=True)), name='outcome_says_what_where_and_how_known'), models.CheckConstraint(condition=models.Q(models.Q(('men__isnull', True), ('not_stated__isnull', True), ('women__isnull', True)), models.Q(('covered_by_source', ''), _negated=True), _connector='OR'), name='outcome_covers_by_a_source')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='OutcomeMove',
            fields=[
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('step', models.CharField(choices=[('discussion', 'discussion'), ('agreement', 'agreement'), ('implementation', 'implementation'), ('monitoring', 'monitoring'), ('next', 'next round')], max_length=14)),
                ('moved_on', models.DateField()),
                ('note', models.CharField(blank=True, max_length=300)),
                ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='learning.outcome')),
                ('tenant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'step of a record',
                'verbose_name_plural': 'steps of records',
                'ordering': ['told_at', 'pk'],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='OutcomePair',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('likeness', models.FloatField(help_text='0 to 1')),
                ('decision', models.CharField(blank=True, choices=[('', 'not decided'), ('same', 'one and the same'), ('different', 'two different ones')], default='', max_length=9)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='learning.outcome')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='learning.outcome')),
            ],
            options={
                'verbose_name': 'pair of records',
                'verbose_name_plural': 'pairs of records',
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='outcome_pair_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='outcome_pair_in_order'), models.CheckConstraint(condition=models.Q(('likeness__gte', 0), ('likeness__lte', 1)), name='outcome_pair_likeness'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='outcome_pair_decided_at_some_time')],
            },
        ),
        migrations.CreateModel(
            name='TargetSpan',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=learning.records.new_id, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('target', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True)),
                ('actual', models.DecimalField(blank=True, decimal_places=2, max_digits=15, null=True)),
                ('comment', models.CharField(blank=True, max_length=300)),
                ('taken_out_at', models.DateTimeField(blank=True, null=True)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spans', to='learning.indicator')),
            ],
            options={
                'verbose_name': 'span of an indicator',
                'verbose_name_plural': 'spans of indicators',
                'ordering': ['starts_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__lt', models.F('ends_on'))), name='target_span_begins_before_it_ends'), models.UniqueConstraint(fields=('indicator', 'starts_on'), name='target_span_begins_once'), models.UniqueConstraint(fields=('indicator', 'ends_on'), name='target_span_ends_once')],
            },
        ),
        migrations.CreateModel(
            name='DeclaredTotal',
            fields=[
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('country', models.CharField(blank=True, max_length=2)),
                ('sex', models.CharField(blank=True, choices=[('', 'all together'), ('f', 'women'), ('m', 'men'), ('x', 'other'), ('-', 'not stated')], max_length=1)),
                ('age_band', models.CharField(blank=True, choices=[('', 'all together'), ('0-17', 'under 18'), ('18-24', '18–24'), ('25-29', '25–29'), ('30-35', '30–35'), ('36-49', '36–49'), ('50+', '50 or older')], max_length=5)),
                ('people', models.PositiveIntegerField(help_text='what `counts` says')),
                ('counts', models.CharField(choices=[('participations', 'participations: who came twice is two'), ('people', 'people: each once')], max_length=14)),
                ('method', models.CharField(max_length=500)),
                ('grade', models.CharField(choices=[('A', 'A: the signed registers were seen'), ('B', 'B: a list or table, no register seen'), ('C', 'C: an estimate')], max_length=1)),
                ('source', models.CharField(max_length=300)),
                ('cell', models.CharField(editable=False, max_length=200)),
                ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('declared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.module')),
                ('union', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='learning.union')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='totals', to='learning.historyimport')),
            ],
            options={
                'verbose_name': 'declared total',
                'verbose_name_plural': 'declared totals',
                'ordering': ['-starts_on', 'declared_at', 'pk'],
                'indexes': [models.Index(fields=['starts_on', 'ends_on'], name='declared_total_span')],
                'constraints': [models.CheckConstraint(condition=models.Q(('starts_on__lte', models.F('ends_on'))), name='declared_total_begins_before_it_ends'), models.CheckConstraint(condition=models.Q(models.Q(('method', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='declared_total_by_a_method'), models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('cell',), name='declared_total_once')],
            },
        ),
    ]
