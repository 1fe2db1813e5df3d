CREATE FUNCTION guard_ledger_accounts_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.balance <> 0 OR NEW.last_transaction_id <> 0 THEN RAISE EXCEPTION 'an account opens empty' USING ERRCODE = 'check_violation'; END IF;
IF NEW.kind NOT IN ('spendable', 'pending', 'held', 'spent', 'expired', 'earned', 'debt') THEN RAISE EXCEPTION 'no such kind of account' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_accounts_insert BEFORE INSERT ON ledger_accounts FOR EACH ROW EXECUTE FUNCTION guard_ledger_accounts_insert()
-- --
CREATE FUNCTION guard_ledger_accounts_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.id <> OLD.id OR NEW.programme_id <> OLD.programme_id OR NEW.kind <> OLD.kind OR COALESCE(NEW.person_id, 0) <> COALESCE(OLD.person_id, 0) THEN RAISE EXCEPTION 'an account stays what it is' USING ERRCODE = 'check_violation'; END IF;
IF NOT COALESCE(OLD.person_id IS NOT NULL AND NEW.last_transaction_id > OLD.last_transaction_id
            AND EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.last_transaction_id)
            AND NEW.balance - OLD.balance = CASE WHEN OLD.kind IN ('earned', 'debt') THEN -1 ELSE 1 END * (
                SELECT SUM(e.amount) FROM ledger_entries e
                WHERE e.account_id = OLD.id AND e.transaction_id = NEW.last_transaction_id
            ), FALSE) THEN RAISE EXCEPTION 'a balance moves by transactions only' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_accounts_update BEFORE UPDATE ON ledger_accounts FOR EACH ROW EXECUTE FUNCTION guard_ledger_accounts_update()
-- --
CREATE FUNCTION guard_ledger_accounts_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'an account is never deleted' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_accounts_delete BEFORE DELETE ON ledger_accounts FOR EACH ROW EXECUTE FUNCTION guard_ledger_accounts_delete()
-- --
CREATE FUNCTION guard_ledger_entries_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.transaction_id) THEN RAISE EXCEPTION 'the transaction is closed' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_entries_insert BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION guard_ledger_entries_insert()
-- --
CREATE FUNCTION guard_ledger_entries_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'an entry is never changed' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_entries_update BEFORE UPDATE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION guard_ledger_entries_update()
-- --
CREATE FUNCTION guard_ledger_entries_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'an entry is never deleted' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_entries_delete BEFORE DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION guard_ledger_entries_delete()
-- --
CREATE FUNCTION guard_lots_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.remaining <> 0 OR NEW.pending <> 0 OR NEW.last_transaction_id <> 0 THEN RAISE EXCEPTION 'a lot opens empty' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.transaction_id) THEN RAISE EXCEPTION 'the transaction is closed' USING ERRCODE = 'check_violation'; END IF;
IF NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.account_id AND kind = 'spendable' AND person_id IS NOT NULL) THEN RAISE EXCEPTION 'only a spendable account has lots' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_lots_insert BEFORE INSERT ON lots FOR EACH ROW EXECUTE FUNCTION guard_lots_insert()
-- --
CREATE FUNCTION guard_lots_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW.transaction_id <> OLD.transaction_id OR COALESCE(NEW.claim_line_id, 0) <> COALESCE(OLD.claim_line_id, 0) OR NEW.amount <> OLD.amount OR COALESCE(NEW.expires_on, '9999-12-31') <> COALESCE(OLD.expires_on, '9999-12-31') OR COALESCE(NEW.spendable_at, '9999-12-31') <> COALESCE(OLD.spendable_at, '9999-12-31') OR NEW.earned_at <> OLD.earned_at THEN RAISE EXCEPTION 'a lot stays what it is' USING ERRCODE = 'check_violation'; END IF;
IF NOT COALESCE(NEW.last_transaction_id > OLD.last_transaction_id
            AND EXISTS (SELECT 1 FROM ledger_transactions WHERE id = NEW.last_transaction_id)
            AND EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE a.kind IN ('spendable', 'pending') AND e.lot_id = OLD.id AND e.transaction_id = NEW.last_transaction_id)
            AND NEW.remaining - OLD.remaining = COALESCE((
        SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.lot_id = OLD.id AND a.kind = 'spendable' AND e.transaction_id = NEW.last_transaction_id
    ), 0)
            AND NEW.pending - OLD.pending = COALESCE((
        SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.lot_id = OLD.id AND a.kind = 'pending' AND e.transaction_id = NEW.last_transaction_id
    ), 0), FALSE) THEN RAISE EXCEPTION 'a lot is filled and drawn by transactions only' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_lots_update BEFORE UPDATE ON lots FOR EACH ROW EXECUTE FUNCTION guard_lots_update()
-- --
CREATE FUNCTION guard_lots_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'a lot is never deleted' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_lots_delete BEFORE DELETE ON lots FOR EACH ROW EXECUTE FUNCTION guard_lots_delete()
-- --
CREATE FUNCTION guard_ledger_transactions_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
PERFORM 1 FROM ledger_accounts
    WHERE id IN (SELECT account_id FROM ledger_entries WHERE transaction_id = NEW.id)
    ORDER BY id FOR NO KEY UPDATE;
IF NEW.kind NOT IN ('accrual', 'activation', 'reversal', 'hold', 'capture', 'release', 'expiry') THEN RAISE EXCEPTION 'no such kind of transaction' USING ERRCODE = 'check_violation'; END IF;
IF (SELECT COUNT(*) FROM ledger_entries WHERE transaction_id = NEW.id) < 2 THEN RAISE EXCEPTION 'a transaction has two entries or more' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM ledger_entries WHERE transaction_id = NEW.id GROUP BY lot_id HAVING SUM(amount) <> 0) THEN RAISE EXCEPTION 'a transaction sums to zero, lot by lot' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND (a.programme_id <> NEW.programme_id OR a.person_id <> NEW.person_id)) THEN RAISE EXCEPTION 'a transaction moves the points of its own person' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.person_id IS NOT NULL
            AND (NEW.kind, a.kind, CASE WHEN e.amount > 0 THEN 1 ELSE -1 END) NOT IN (VALUES ('accrual', 'earned', -1), ('accrual', 'pending', 1), ('accrual', 'spendable', 1), ('accrual', 'spendable', -1), ('accrual', 'debt', 1), ('activation', 'pending', -1), ('activation', 'spendable', 1), ('activation', 'spendable', -1), ('activation', 'debt', 1), ('reversal', 'earned', 1), ('reversal', 'earned', -1), ('reversal', 'pending', -1), ('reversal', 'spendable', 1), ('reversal', 'spendable', -1), ('reversal', 'debt', 1), ('reversal', 'debt', -1), ('reversal', 'spent', -1), ('reversal', 'expired', -1), ('hold', 'spendable', -1), ('hold', 'held', 1), ('capture', 'held', -1), ('capture', 'spent', 1), ('release', 'held', -1), ('release', 'spendable', 1), ('release', 'spendable', -1), ('release', 'earned', 1), ('release', 'earned', -1), ('release', 'debt', 1), ('expiry', 'spendable', -1), ('expiry', 'pending', -1), ('expiry', 'expired', 1))) THEN RAISE EXCEPTION 'this kind of transaction makes no such move' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.person_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM lots l JOIN ledger_accounts s ON s.id = l.account_id
            WHERE l.id = e.lot_id AND s.programme_id = a.programme_id AND s.person_id = a.person_id
        )) THEN RAISE EXCEPTION 'an entry names a lot of its own person' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.kind = 'earned' AND e.amount < 0
            AND NOT EXISTS (SELECT 1 FROM lots WHERE id = e.lot_id AND transaction_id = NEW.id))
        OR EXISTS (SELECT 1 FROM lots l WHERE l.transaction_id = NEW.id AND l.amount <> COALESCE((
            SELECT -SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id = NEW.id AND e.lot_id = l.id AND a.kind = 'earned'
        ), 0)) THEN RAISE EXCEPTION 'only a new lot is credited, and exactly with its amount' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (
            SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.kind IN ('spendable', 'pending') AND e.amount > 0 AND EXISTS (
                SELECT 1 FROM lots l WHERE l.id = e.lot_id AND l.transaction_id = NEW.id
                AND (a.kind = 'pending') <> (l.spendable_at IS NOT NULL)
            )
        ) THEN RAISE EXCEPTION 'a new lot rests exactly as long as it knows when it can be spent' USING ERRCODE = 'check_violation'; END IF;
IF NEW.kind <> 'activation' AND EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.kind = 'pending' AND EXISTS (
            SELECT 1 FROM ledger_entries x JOIN ledger_accounts b ON b.id = x.account_id
            WHERE x.transaction_id = NEW.id AND x.lot_id = e.lot_id AND b.kind NOT IN ('pending', 'earned', 'expired')
        )) THEN RAISE EXCEPTION 'pending points are earned, taken back, activated or lost, and nothing else' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.kind = 'pending' AND e.amount > 0
            AND NOT EXISTS (SELECT 1 FROM lots WHERE id = e.lot_id AND transaction_id = NEW.id)) THEN RAISE EXCEPTION 'only a new lot is pending' USING ERRCODE = 'check_violation'; END IF;
IF NEW.kind = 'activation' AND EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND NOT EXISTS (
            SELECT 1 FROM lots l WHERE l.id = e.lot_id AND l.pending > 0 AND l.spendable_at <= NEW.posted_at
            AND l.pending + COALESCE((
        SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.lot_id = l.id AND a.kind = 'pending' AND e.transaction_id = NEW.id
    ), 0) = 0
        )) THEN RAISE EXCEPTION 'points are activated whole, once, and when their time has come' USING ERRCODE = 'check_violation'; END IF;
IF NEW.decision_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decisions WHERE id = NEW.decision_id AND claim_id = NEW.claim_id) THEN RAISE EXCEPTION 'the decision belongs to another claim' USING ERRCODE = 'check_violation'; END IF;
IF (NEW.kind IN ('reversal', 'capture', 'release')) <> (NEW.reverses_id IS NOT NULL) THEN RAISE EXCEPTION 'only a reversal, a capture or a release refers to an earlier transaction' USING ERRCODE = 'check_violation'; END IF;
IF NEW.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM ledger_transactions t WHERE t.id = NEW.reverses_id AND t.id < NEW.id
            AND t.programme_id = NEW.programme_id AND t.person_id = NEW.person_id
            AND ((NEW.kind = 'reversal' AND t.kind IN ('accrual', 'capture', 'expiry'))
                OR (NEW.kind IN ('capture', 'release') AND t.kind = 'hold'))
        ) THEN RAISE EXCEPTION 'what this refers to cannot be undone or settled by it' USING ERRCODE = 'check_violation'; END IF;
IF NEW.kind IN ('capture', 'release') AND EXISTS (
            SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id IN (NEW.id, NEW.reverses_id) AND a.kind = 'held'
            GROUP BY e.lot_id HAVING SUM(e.amount) <> 0
        ) THEN RAISE EXCEPTION 'a hold is settled whole' USING ERRCODE = 'check_violation'; END IF;
IF NEW.kind = 'reversal' AND EXISTS (
    SELECT 1 FROM ledger_transactions t
    JOIN ledger_accounts a ON a.programme_id = t.programme_id AND a.person_id = t.person_id
        AND a.kind = CASE t.kind WHEN 'accrual' THEN 'earned' WHEN 'capture' THEN 'spent' WHEN 'expiry' THEN 'expired' END
    JOIN ledger_entries e ON e.account_id = a.id AND e.transaction_id = NEW.id
    WHERE t.id = NEW.reverses_id AND NOT (t.kind = 'accrual' AND e.amount < 0) AND NOT COALESCE((
        SELECT (b.original < 0 AND b.returned >= 0 AND b.original + b.returned <= 0)
            OR (b.original > 0 AND b.returned <= 0 AND b.original + b.returned >= 0)
        FROM (
            SELECT SUM(CASE WHEN x.transaction_id = t.id THEN x.amount ELSE 0 END) AS original,
                SUM(CASE WHEN x.transaction_id <> t.id THEN x.amount ELSE 0 END) AS returned
            FROM ledger_entries x
            WHERE x.account_id = e.account_id AND x.lot_id = e.lot_id AND (
                x.transaction_id IN (t.id, NEW.id) OR x.transaction_id IN (
                    SELECT r.id FROM ledger_transactions r WHERE r.reverses_id = t.id AND r.kind = 'reversal'
                )
            )
        ) b
    ), FALSE)
) THEN RAISE EXCEPTION 'a reversal never exceeds what it reverses' USING ERRCODE = 'check_violation'; END IF;
IF NEW.kind IN ('release', 'reversal') AND COALESCE((
            SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
            WHERE e.transaction_id = NEW.id AND a.kind = 'earned'
        ), 0) <> 0 AND NOT EXISTS (
            SELECT 1 FROM ledger_transactions WHERE id = NEW.reverses_id AND kind = 'accrual'
        ) THEN RAISE EXCEPTION 'giving back neither creates nor destroys what was earned' USING ERRCODE = 'check_violation'; END IF;
IF NEW.kind = 'reversal' AND EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND (
            (a.kind = 'earned' AND e.amount < 0 AND (SELECT kind FROM ledger_transactions WHERE id = NEW.reverses_id) = 'accrual')
            OR (a.kind = 'pending' AND (SELECT kind FROM ledger_transactions WHERE id = NEW.reverses_id) <> 'accrual')
            OR (a.kind IN ('spent', 'expired') AND a.kind <> CASE (SELECT kind FROM ledger_transactions WHERE id = NEW.reverses_id) WHEN 'accrual' THEN 'earned' WHEN 'capture' THEN 'spent' WHEN 'expiry' THEN 'expired' END)
        )) THEN RAISE EXCEPTION 'a return credits nothing, and an undoing touches only what it undoes' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_transactions_insert BEFORE INSERT ON ledger_transactions FOR EACH ROW EXECUTE FUNCTION guard_ledger_transactions_insert()
-- --
CREATE FUNCTION guard_ledger_transactions_close() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
UPDATE ledger_accounts SET last_transaction_id = NEW.id, balance = balance + CASE WHEN kind IN ('earned', 'debt') THEN -1 ELSE 1 END * (
        SELECT SUM(e.amount) FROM ledger_entries e
        WHERE e.transaction_id = NEW.id AND e.account_id = ledger_accounts.id
    ) WHERE person_id IS NOT NULL
    AND id IN (SELECT account_id FROM ledger_entries WHERE transaction_id = NEW.id);
UPDATE lots SET last_transaction_id = NEW.id,
        remaining = remaining + COALESCE((
        SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.lot_id = lots.id AND a.kind = 'spendable' AND e.transaction_id = NEW.id
    ), 0),
        pending = pending + COALESCE((
        SELECT SUM(e.amount) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.lot_id = lots.id AND a.kind = 'pending' AND e.transaction_id = NEW.id
    ), 0)
    WHERE id IN (
        SELECT e.lot_id FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.transaction_id = NEW.id AND a.kind IN ('spendable', 'pending')
    );
IF EXISTS (SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.person_id IS NOT NULL AND a.last_transaction_id <> NEW.id)
        OR EXISTS (
            SELECT 1 FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    WHERE e.transaction_id = NEW.id AND a.kind IN ('spendable', 'pending')
            AND EXISTS (SELECT 1 FROM lots l WHERE l.id = e.lot_id AND l.last_transaction_id <> NEW.id)
        ) THEN RAISE EXCEPTION 'a transaction is applied whole' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_transactions_close AFTER INSERT ON ledger_transactions FOR EACH ROW EXECUTE FUNCTION guard_ledger_transactions_close()
-- --
CREATE FUNCTION guard_ledger_transactions_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'a transaction never changes' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_transactions_update BEFORE UPDATE ON ledger_transactions FOR EACH ROW EXECUTE FUNCTION guard_ledger_transactions_update()
-- --
CREATE FUNCTION guard_ledger_transactions_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'a transaction is never deleted' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_ledger_transactions_delete BEFORE DELETE ON ledger_transactions FOR EACH ROW EXECUTE FUNCTION guard_ledger_transactions_delete()
