from django.db import migrations

import lyceum.kernel.foundation.models.encrypted


class Migration(migrations.Migration):

    dependencies = [("foundation", "0002_bucket")]

    operations = [
        migrations.RunSQL("DELETE FROM foundation_keptanswer", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="keptanswer",
            name="body",
            field=lyceum.kernel.foundation.models.encrypted.EncryptedTextField(null=True),
        ),
    ]
