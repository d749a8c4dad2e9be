"""A conversation one of whose two was erased names neither of them any more, and lets in nobody new.

As 0004 has it today: where 0004 ran in its first form, which refused the erasure, this mends it.
"""

from django.db import migrations

LEFT = """
ALTER TABLE messaging_conversation DROP CONSTRAINT conversation_of_two;
ALTER TABLE messaging_conversation ADD CONSTRAINT conversation_of_two CHECK (
    kind <> 'direct' OR key = 'left:' || id::text
    OR key ~ '^direct:[0-9a-f-]{36}:[0-9a-f-]{36}(:|$)' AND substr(key, 8, 36) < substr(key, 45, 36)
);
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0004_two_people")]
    operations = [migrations.RunSQL(LEFT, migrations.RunSQL.noop)]
