"""Statements of somebody who wants a decision to say something else, none of which may pass."""

DECIDED = "'2026-03-10 09:00:00.000000'"
"""When the claims of the ledger's tests were decided, as SQLite writes it."""


def decision(
    *,
    claim: int = 2,
    number: int = 2,
    verdict: str = "approve",
    by: int = 3,
    second: str = "NULL",
    at: str = DECIDED,
    granted: int = 5,
    verb: str = "INSERT",
    numbered: int = 9,
) -> str:
    return (
        f"{verb} INTO decisions"
        " (id, claim_id, number, verdict, note, may_resubmit, decided_by, seconded_by, at, granted)"
        f" VALUES ({numbered}, {claim}, {number}, '{verdict}', '', TRUE, {by}, {second}, {at}, {granted})"
    )


def line(of: int, claim_line: str, points: int = 5, position: int = 1, verb: str = "INSERT") -> str:
    return (
        f"{verb} INTO decision_lines (decision_id, position, claim_line_id, product_id, quantity, rate_id, points)"
        f" VALUES ({of}, {position}, {claim_line}, 1, 2, 1, {points})"
    )


REOPENED = (
    "INSERT INTO appeals (id, programme_id, claim_id, words, at, due_at, closed_at, raised)"
    f" VALUES (9, 1, 2, '', {DECIDED}, {DECIDED}, {DECIDED}, 5)"
)
"""An appeal forged along, so that a second decision is refused for what is wrong with it."""

DECISIONS: dict[str, tuple[str, ...]] = {
    "turn a verdict": ("UPDATE decisions SET verdict = 'approve' WHERE claim_id = 2",),
    "give a decision to another claim": ("UPDATE decisions SET claim_id = 1 WHERE id = 2",),
    "say that somebody else decided": ("UPDATE decisions SET decided_by = 2",),
    "say that somebody seconded": ("UPDATE decisions SET seconded_by = 2",),
    "give another reason": ("UPDATE decisions SET reason = 'other' WHERE verdict = 'decline'",),
    "reword a note": ("UPDATE decisions SET note = 'Photo is blurred' WHERE id = 1",),
    "empty the note of somebody who takes part": ("UPDATE decisions SET note = '' WHERE id = 1",),
    "let a declined sale be sent again": ("UPDATE decisions SET may_resubmit = NOT may_resubmit",),
    "date a decision back": ("UPDATE decisions SET at = '2026-03-09 09:00:00.000000'",),
    "raise what a decision grants": ("UPDATE decisions SET granted = granted + 200 WHERE id = 1",),
    "delete a decision": ("DELETE FROM decisions WHERE id = 2",),
    "raise a granted line": ("UPDATE decision_lines SET points = points + 200",),
    "grant another product": ("UPDATE decision_lines SET product_id = 2",),
    "delete a granted line": ("DELETE FROM decision_lines WHERE decision_id = 1",),
    "a decision of its own": (decision(), line(9, "200")),
    "a decision that is not the next": (REOPENED, decision(number=3)),
    "a decision out of time": (REOPENED, decision(at="'2026-03-11 09:00:00.000000'")),
    "a first decision on a claim in review": (
        "UPDATE claims SET state = 'in_review', decided_at = NULL WHERE id = 2",
        decision(number=2),
    ),
    "a decision about an own sale": (REOPENED, decision(by=1)),
    "a decision that its author seconds": (REOPENED, decision(second="3")),
    "a verdict of its own": (REOPENED, decision(verdict="gift")),
    "a refusal that grants": (REOPENED, decision(verdict="decline")),
    "a line beyond what was granted": (line(1, "100", position=7),),
    "a line granted to a declined claim": (line(2, "200", points=0),),
    "a line of another claim": (REOPENED, decision(), line(9, "100")),
    "a line of no claim": (REOPENED, decision(), line(9, "NULL")),
    "a line of no decision": (line(9, "100"),),
    "an upsert over a decision": (
        decision(numbered=2, number=2).replace("VALUES (2, 2", "VALUES (2, 1")
        + " ON CONFLICT (id) DO UPDATE SET note = 'x'",
    ),
}

DECISIONS_ON_SQLITE: dict[str, tuple[str, ...]] = {
    "replace a decision": (REOPENED, decision(numbered=2, verb="REPLACE")),
    "replace a granted line": (line(1, "100", points=0, position=0, verb="REPLACE"),),
}
