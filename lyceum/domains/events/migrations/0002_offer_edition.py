"""The database counts the changes of what an event sells, so that nobody can forget to."""

from django.db import migrations

FUNCTIONS = """
CREATE OR REPLACE FUNCTION events_offer_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.offer_edition := OLD.offer_edition + 1;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION events_offer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE gone record;
BEGIN
    IF TG_OP = 'DELETE' THEN gone := OLD; ELSE gone := NEW; END IF;
    UPDATE events_event SET edition = edition WHERE id = gone.event_id;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION events_offer_of_type_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE gone record;
BEGIN
    IF TG_OP = 'DELETE' THEN gone := OLD; ELSE gone := NEW; END IF;
    UPDATE events_event AS event SET edition = event.edition
    FROM events_tickettype AS type WHERE type.id = gone.ticket_type_id AND event.id = type.event_id;
    RETURN NULL;
END $$;
CREATE TRIGGER offer_counted BEFORE UPDATE ON events_event FOR EACH ROW EXECUTE FUNCTION events_offer_counted();
CREATE TRIGGER offer_changed AFTER INSERT OR UPDATE OR DELETE ON events_tickettype
    FOR EACH ROW EXECUTE FUNCTION events_offer_changed();
CREATE TRIGGER offer_changed AFTER INSERT OR UPDATE OF name, capacity OR DELETE ON events_quota
    FOR EACH ROW EXECUTE FUNCTION events_offer_changed();
CREATE TRIGGER offer_changed
    AFTER INSERT OR DELETE OR UPDATE OF code, effect, value, "limit", valid_from, valid_until, types, unlocks_hidden,
        revoked_at ON events_voucher
    FOR EACH ROW EXECUTE FUNCTION events_offer_changed();
CREATE TRIGGER offer_changed AFTER INSERT OR UPDATE OR DELETE ON events_quotatype
    FOR EACH ROW EXECUTE FUNCTION events_offer_of_type_changed();
CREATE TRIGGER offer_changed AFTER INSERT OR DELETE OR UPDATE OF price, until, first, name, position
    ON events_pricestep FOR EACH ROW EXECUTE FUNCTION events_offer_of_type_changed();
"""
BACK = """
DROP FUNCTION events_offer_counted CASCADE;
DROP FUNCTION events_offer_changed CASCADE;
DROP FUNCTION events_offer_of_type_changed CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, BACK)]
