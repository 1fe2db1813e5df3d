"""What the database refuses of decisions: whoever writes past the service can neither turn, delete nor add one.

Migrations put up frozen copies (core.migrations.frozen); a test compares the two.
"""

# ruff: noqa: S608 (composed of this module's own constants)

from collections.abc import Iterator

from core.claims.claim import ClaimState, Verdict
from core.people.roles import Status
from core.points.guards import Guard, never, no_truncation, written
from core.points.rules import Rule, Rules, listed

TABLES = ("decisions", "decision_lines")

_DECIDED = listed((ClaimState.APPROVED, ClaimState.PARTLY_APPROVED, ClaimState.DECLINED))

DECIDE: Rules = (
    Rule("the decision exists", "EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id)", only_on_sqlite=True),
    Rule("no such verdict", f"NEW.verdict NOT IN ({listed(Verdict)})"),
    Rule(
        "decisions on a claim are numbered without gaps",
        "NEW.number <> 1 + COALESCE((SELECT MAX(number) FROM decisions WHERE claim_id = NEW.claim_id), 0)",
    ),
    Rule(
        "a decision belongs to a claim that it closes",
        "NOT EXISTS (SELECT 1 FROM claims c WHERE c.id = NEW.claim_id AND c.decided_at = NEW.at"
        f" AND c.state IN ({_DECIDED}))",
    ),
    Rule(
        "only an appeal has a claim decided again",
        "NEW.number > 1 AND NOT EXISTS (SELECT 1 FROM appeals WHERE claim_id = NEW.claim_id AND closed_at = NEW.at)",
    ),
    Rule(
        "nobody decides about an own sale, nor twice",
        "EXISTS (SELECT 1 FROM claims c WHERE c.id = NEW.claim_id AND"
        " c.person_id IN (NEW.decided_by, COALESCE(NEW.seconded_by, 0)))"
        " OR COALESCE(NEW.seconded_by, 0) = NEW.decided_by",
    ),
    Rule(
        "only an approval grants anything",
        f"NEW.granted < 0 OR (NEW.granted > 0 AND NEW.verdict <> '{Verdict.APPROVE}')",
    ),
)

CHANGE: Rules = (
    Rule(
        "a decision stays what it is",
        "NEW.id <> OLD.id OR NEW.claim_id <> OLD.claim_id OR NEW.number <> OLD.number OR NEW.verdict <> OLD.verdict"
        " OR COALESCE(NEW.reason, '') <> COALESCE(OLD.reason, '') OR NEW.may_resubmit <> OLD.may_resubmit"
        " OR NEW.decided_by <> OLD.decided_by OR COALESCE(NEW.seconded_by, 0) <> COALESCE(OLD.seconded_by, 0)"
        " OR NEW.at <> OLD.at OR NEW.granted <> OLD.granted",
    ),
    Rule(
        "a note is emptied when its partner is forgotten, and only then",
        "NEW.note <> '' OR NOT EXISTS (SELECT 1 FROM claims c JOIN persons p ON p.id = c.person_id"
        f" WHERE c.id = NEW.claim_id AND p.status = '{Status.DELETED}')",
    ),
)

GRANT: Rules = (
    Rule(
        "the line exists",
        "EXISTS (SELECT 1 FROM decision_lines WHERE decision_id = NEW.decision_id AND position = NEW.position)",
        only_on_sqlite=True,
    ),
    Rule(
        "a decision grants what it says, and no more",
        f"""NOT COALESCE((
            SELECT d.verdict = '{Verdict.APPROVE}' AND d.granted >= NEW.points + COALESCE((
                SELECT SUM(points) FROM decision_lines WHERE decision_id = NEW.decision_id), 0)
            FROM decisions d WHERE d.id = NEW.decision_id
        ), FALSE)""",
    ),
    Rule(
        "a decision grants lines of its own claim",
        """NOT EXISTS (SELECT 1 FROM decisions d JOIN claim_lines l ON l.claim_id = d.claim_id
            WHERE d.id = NEW.decision_id AND l.id = NEW.claim_line_id)""",
    ),
)

GUARDS = (
    Guard("guard_decisions_insert", "decisions", "INSERT", DECIDE),
    Guard("guard_decisions_update", "decisions", "UPDATE", CHANGE),
    Guard("guard_decisions_delete", "decisions", "DELETE", never("a decision is never deleted")),
    Guard("guard_decision_lines_insert", "decision_lines", "INSERT", GRANT),
    Guard("guard_decision_lines_update", "decision_lines", "UPDATE", never("what was granted is never changed")),
    Guard("guard_decision_lines_delete", "decision_lines", "DELETE", never("what was granted is never deleted")),
)


def install(dialect: str) -> Iterator[str]:
    """The statements that put every guard in place."""
    for guard in GUARDS:
        yield from written(guard, dialect)
    if dialect == "postgresql":
        yield from no_truncation("decisions", TABLES, "decisions are never emptied")


def remove(dialect: str) -> Iterator[str]:
    """The statements that take them away."""
    for guard in GUARDS:
        yield f"DROP TRIGGER {guard.name}" if dialect == "sqlite" else f"DROP FUNCTION {guard.name}() CASCADE"
    if dialect == "postgresql":
        yield "DROP FUNCTION guard_decisions_truncate() CASCADE"
