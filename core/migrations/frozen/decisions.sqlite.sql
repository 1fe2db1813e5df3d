CREATE TRIGGER guard_decisions_insert BEFORE INSERT ON decisions FOR EACH ROW BEGIN
SELECT RAISE(ABORT, 'the decision exists') WHERE EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id);
SELECT RAISE(ABORT, 'no such verdict') WHERE NEW.verdict NOT IN ('approve', 'decline');
SELECT RAISE(ABORT, 'decisions on a claim are numbered without gaps') WHERE NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM decisions WHERE claim_id = NEW.claim_id), 0);
SELECT RAISE(ABORT, 'a decision belongs to a claim that it closes') WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = NEW.claim_id AND c.decided_at = NEW.at AND c.state IN ('approved', 'partly_approved', 'declined'));
SELECT RAISE(ABORT, 'only an appeal has a claim decided again') WHERE NEW.number > 1 AND NOT EXISTS (SELECT 1 FROM appeals WHERE claim_id = NEW.claim_id AND closed_at = NEW.at);
SELECT RAISE(ABORT, 'nobody decides about an own sale, nor twice') WHERE EXISTS (SELECT 1 FROM claims c WHERE c.id = NEW.claim_id AND c.person_id IN (NEW.decided_by, COALESCE(NEW.seconded_by, 0))) OR COALESCE(NEW.seconded_by, 0) = NEW.decided_by;
SELECT RAISE(ABORT, 'only an approval grants anything') WHERE NEW.granted < 0 OR (NEW.granted > 0 AND NEW.verdict <> 'approve');
END
-- --
CREATE TRIGGER guard_decisions_update BEFORE UPDATE ON decisions FOR EACH ROW BEGIN
SELECT RAISE(ABORT, 'a decision stays what it is') WHERE NEW.id <> OLD.id OR NEW.claim_id <> OLD.claim_id OR NEW.number <> OLD.number OR NEW.verdict <> OLD.verdict OR COALESCE(NEW.reason, '') <> COALESCE(OLD.reason, '') OR NEW.may_resubmit <> OLD.may_resubmit OR NEW.decided_by <> OLD.decided_by OR COALESCE(NEW.seconded_by, 0) <> COALESCE(OLD.seconded_by, 0) OR NEW.at <> OLD.at OR NEW.granted <> OLD.granted;
SELECT RAISE(ABORT, 'a note is emptied when its partner is forgotten, and only then') WHERE NEW.note <> '' OR NOT EXISTS (SELECT 1 FROM claims c JOIN persons p ON p.id = c.person_id WHERE c.id = NEW.claim_id AND p.status = 'deleted');
END
-- --
CREATE TRIGGER guard_decisions_delete BEFORE DELETE ON decisions FOR EACH ROW BEGIN
SELECT RAISE(ABORT, 'a decision is never deleted') WHERE 1 = 1;
END
-- --
CREATE TRIGGER guard_decision_lines_insert BEFORE INSERT ON decision_lines FOR EACH ROW BEGIN
SELECT RAISE(ABORT, 'the line exists') WHERE EXISTS (SELECT 1 FROM decision_lines WHERE decision_id = NEW.decision_id AND position = NEW.position);
SELECT RAISE(ABORT, 'a decision grants what it says, and no more') WHERE NOT COALESCE((
            SELECT d.verdict = 'approve' AND d.granted >= NEW.points + COALESCE((
                SELECT SUM(points) FROM decision_lines WHERE decision_id = NEW.decision_id), 0)
            FROM decisions d WHERE d.id = NEW.decision_id
        ), FALSE);
SELECT RAISE(ABORT, 'a decision grants lines of its own claim') WHERE NOT EXISTS (SELECT 1 FROM decisions d JOIN claim_lines l ON l.claim_id = d.claim_id
            WHERE d.id = NEW.decision_id AND l.id = NEW.claim_line_id);
END
-- --
CREATE TRIGGER guard_decision_lines_update BEFORE UPDATE ON decision_lines FOR EACH ROW BEGIN
SELECT RAISE(ABORT, 'what was granted is never changed') WHERE 1 = 1;
END
-- --
CREATE TRIGGER guard_decision_lines_delete BEFORE DELETE ON decision_lines FOR EACH ROW BEGIN
SELECT RAISE(ABORT, 'what was granted is never deleted') WHERE 1 = 1;
END
