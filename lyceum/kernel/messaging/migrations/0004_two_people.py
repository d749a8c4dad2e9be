"""A direct conversation is of the two people whom its key names, and lets in no third."""

from django.db import migrations

# The function is the owner's, who sees every conversation, so that no scope hides one from it.
TWO = """
ALTER TABLE messaging_conversation ADD CONSTRAINT conversation_of_two CHECK (
    kind <> 'direct' OR key = 'left:' || id::text
    OR key ~ '^direct:[0-9a-f-]{36}:[0-9a-f-]{36}(:|$)' AND substr(key, 8, 36) < substr(key, 45, 36)
);
CREATE FUNCTION messaging_one_of_two() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM messaging_conversation AS talk WHERE talk.id = NEW.conversation_id AND talk.kind = 'direct'
        AND NEW.person_id::text NOT IN (substr(talk.key, 8, 36), substr(talk.key, 45, 36))
    ) THEN
        RAISE EXCEPTION 'a third person in a direct conversation'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'participant_one_of_two';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER participant_one_of_two BEFORE INSERT OR UPDATE OF conversation_id, person_id ON messaging_participant
    FOR EACH ROW EXECUTE FUNCTION messaging_one_of_two();
"""
BACK = """
DROP FUNCTION messaging_one_of_two CASCADE;
ALTER TABLE messaging_conversation DROP CONSTRAINT conversation_of_two;
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_conversation_kinds")]
    operations = [migrations.RunSQL(TWO, BACK)]
