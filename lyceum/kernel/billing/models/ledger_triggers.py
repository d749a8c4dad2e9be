"""Deferred to the commit, and as the owner of the tables: row-level security must not hide a line from the sum."""

_TABLES = {
    "lyceum_entry_balances": ("billing_entry", "billing_entryline"),
    "lyceum_invoice_adds_up": ("billing_invoice", "billing_invoiceline", "billing_invoicetax"),
}

_ENTRY = """
CREATE OR REPLACE FUNCTION lyceum_entry_balances() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    which uuid := coalesce(to_jsonb(NEW) ->> 'entry_id', to_jsonb(NEW) ->> 'id');
BEGIN
    IF (SELECT e.size <> count(l.id) OR bool_or(l.organisation_id <> e.organisation_id)
        FROM billing_entry e LEFT JOIN billing_entryline l ON l.entry_id = e.id WHERE e.id = which GROUP BY e.id)
    THEN
        RAISE EXCEPTION 'an entry of the ledger is not whole: %', which USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM billing_entryline WHERE entry_id = which GROUP BY currency HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'an entry of the ledger does not balance: %', which USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$"""

_INVOICE = """
CREATE OR REPLACE FUNCTION lyceum_invoice_adds_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    which uuid := coalesce(to_jsonb(NEW) ->> 'invoice_id', to_jsonb(NEW) ->> 'id');
BEGIN
    IF EXISTS (SELECT FROM billing_invoice i WHERE i.id = which AND (
        i.gross <> (SELECT coalesce(sum(gross), 0) FROM billing_invoiceline WHERE invoice_id = i.id)
        OR i.gross <> (SELECT coalesce(sum(gross), 0) FROM billing_invoicetax WHERE invoice_id = i.id)
        OR i.tax <> (SELECT coalesce(sum(tax), 0) FROM billing_invoicetax WHERE invoice_id = i.id)))
    THEN
        RAISE EXCEPTION 'an invoice does not add up: %', which USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT FROM billing_invoiceline own JOIN billing_invoiceline credited ON credited.id = own.credits_id
        WHERE own.invoice_id = which AND credited.gross <
            (SELECT sum(gross) FROM billing_invoiceline WHERE credits_id = credited.id))
    THEN
        RAISE EXCEPTION 'more is credited than was invoiced: %', which USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$"""

CREATE = [_ENTRY, _INVOICE] + [
    f"CREATE CONSTRAINT TRIGGER {function.removeprefix('lyceum_')} AFTER INSERT ON {table} "
    f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {function}()"
    for function, tables in _TABLES.items()
    for table in tables
]
REMOVE = [f"DROP FUNCTION IF EXISTS {function} CASCADE" for function in _TABLES]
