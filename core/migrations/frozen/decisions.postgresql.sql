CREATE FUNCTION guard_decisions_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.verdict NOT IN ('approve', 'decline') THEN RAISE EXCEPTION 'no such verdict' USING ERRCODE = 'check_violation'; END IF;
IF NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM decisions WHERE claim_id = NEW.claim_id), 0) THEN RAISE EXCEPTION 'decisions on a claim are numbered without gaps' USING ERRCODE = 'check_violation'; END IF;
IF NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = NEW.claim_id AND c.decided_at = NEW.at AND c.state IN ('approved', 'partly_approved', 'declined')) THEN RAISE EXCEPTION 'a decision belongs to a claim that it closes' USING ERRCODE = 'check_violation'; END IF;
IF NEW.number > 1 AND NOT EXISTS (SELECT 1 FROM appeals WHERE claim_id = NEW.claim_id AND closed_at = NEW.at) THEN RAISE EXCEPTION 'only an appeal has a claim decided again' USING ERRCODE = 'check_violation'; END IF;
IF EXISTS (SELECT 1 FROM claims c WHERE c.id = NEW.claim_id AND c.person_id IN (NEW.decided_by, COALESCE(NEW.seconded_by, 0))) OR COALESCE(NEW.seconded_by, 0) = NEW.decided_by THEN RAISE EXCEPTION 'nobody decides about an own sale, nor twice' USING ERRCODE = 'check_violation'; END IF;
IF NEW.granted < 0 OR (NEW.granted > 0 AND NEW.verdict <> 'approve') THEN RAISE EXCEPTION 'only an approval grants anything' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_decisions_insert BEFORE INSERT ON decisions FOR EACH ROW EXECUTE FUNCTION guard_decisions_insert()
-- --
CREATE FUNCTION guard_decisions_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.id <> OLD.id OR NEW.claim_id <> OLD.claim_id OR NEW.number <> OLD.number OR NEW.verdict <> OLD.verdict OR COALESCE(NEW.reason, '') <> COALESCE(OLD.reason, '') OR NEW.may_resubmit <> OLD.may_resubmit OR NEW.decided_by <> OLD.decided_by OR COALESCE(NEW.seconded_by, 0) <> COALESCE(OLD.seconded_by, 0) OR NEW.at <> OLD.at OR NEW.granted <> OLD.granted THEN RAISE EXCEPTION 'a decision stays what it is' USING ERRCODE = 'check_violation'; END IF;
IF NEW.note <> '' OR NOT EXISTS (SELECT 1 FROM claims c JOIN persons p ON p.id = c.person_id WHERE c.id = NEW.claim_id AND p.status = 'deleted') THEN RAISE EXCEPTION 'a note is emptied when its partner is forgotten, and only then' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_decisions_update BEFORE UPDATE ON decisions FOR EACH ROW EXECUTE FUNCTION guard_decisions_update()
-- --
CREATE FUNCTION guard_decisions_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'a decision is never deleted' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_decisions_delete BEFORE DELETE ON decisions FOR EACH ROW EXECUTE FUNCTION guard_decisions_delete()
-- --
CREATE FUNCTION guard_decision_lines_insert() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NOT COALESCE((
            SELECT d.verdict = 'approve' AND d.granted >= NEW.points + COALESCE((
                SELECT SUM(points) FROM decision_lines WHERE decision_id = NEW.decision_id), 0)
            FROM decisions d WHERE d.id = NEW.decision_id
        ), FALSE) THEN RAISE EXCEPTION 'a decision grants what it says, and no more' USING ERRCODE = 'check_violation'; END IF;
IF NOT EXISTS (SELECT 1 FROM decisions d JOIN claim_lines l ON l.claim_id = d.claim_id
            WHERE d.id = NEW.decision_id AND l.id = NEW.claim_line_id) THEN RAISE EXCEPTION 'a decision grants lines of its own claim' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_decision_lines_insert BEFORE INSERT ON decision_lines FOR EACH ROW EXECUTE FUNCTION guard_decision_lines_insert()
-- --
CREATE FUNCTION guard_decision_lines_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'what was granted is never changed' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_decision_lines_update BEFORE UPDATE ON decision_lines FOR EACH ROW EXECUTE FUNCTION guard_decision_lines_update()
-- --
CREATE FUNCTION guard_decision_lines_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF 1 = 1 THEN RAISE EXCEPTION 'what was granted is never deleted' USING ERRCODE = 'check_violation'; END IF;
RETURN NEW;
END $$
-- --
CREATE TRIGGER guard_decision_lines_delete BEFORE DELETE ON decision_lines FOR EACH ROW EXECUTE FUNCTION guard_decision_lines_delete()
-- --
CREATE FUNCTION guard_decisions_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'decisions are never emptied' USING ERRCODE = 'check_violation';
END $$
-- --
CREATE TRIGGER guard_decisions_truncate BEFORE TRUNCATE ON decisions FOR EACH STATEMENT EXECUTE FUNCTION guard_decisions_truncate()
-- --
CREATE TRIGGER guard_decision_lines_truncate BEFORE TRUNCATE ON decision_lines FOR EACH STATEMENT EXECUTE FUNCTION guard_decisions_truncate()
