from django.db import migrations, models

_PACK = """
    UPDATE search_posting SET places = (
        SELECT string_agg(int4send(number) || int2send(count) || int2send(length), ''::bytea ORDER BY number)
        FROM unnest(passages, counts, lengths) AS place (number, count, length)
    )
"""


class Migration(migrations.Migration):
    """What stood in three arrays is packed in one, read as it lies; the index tells the versions apart by itself."""

    dependencies = [
        ('search', '0005_embeddings'),
    ]

    operations = [
        migrations.AddField(
            model_name='posting',
            name='places',
            field=models.BinaryField(default=b''),
            preserve_default=False,
        ),
        migrations.RunSQL(_PACK, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name='posting',
            name='passages',
        ),
        migrations.RemoveField(
            model_name='posting',
            name='counts',
        ),
        migrations.RemoveField(
            model_name='posting',
            name='lengths',
        ),
        migrations.RemoveIndex(
            model_name='posting',
            name='posting_word',
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['word', 'organisation', 'version'], name='posting_word'),
        ),
    ]
