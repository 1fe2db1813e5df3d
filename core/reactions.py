"""What follows from what: every domain event, and all that it sets in motion within the same transaction."""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from core.channel import events as channel
from core.channel import forgetting as channel_forgetting
from core.channel import moving
from core.claims import (
    appeal_notices,
    audited,
    closing,
    earning,
    handed_card,
    handed_events,
    in_groups,
    notes,
    opened_photos,
    practice,
    practice_card,
    queue,
    return_notices,
    second_notices,
    serials,
    showing,
    verdicts,
)
from core.claims import events as claims
from core.claims import forgetting as sales_forgetting
from core.claims import notices as claim_notices
from core.claims import verdict_events as given
from core.events import Event
from core.outreach import announcing
from core.people import appeals, enrolments, first_steps, recovery_notices
from core.people import events as people
from core.people import notices as people_notices
from core.people.forgetting import forget_person
from core.points import expiry, opening, welcome
from core.rewards import events as rewards
from core.rewards import handing
from core.rewards import notices as reward_notices
from core.talks import events as talks
from core.talks import notices as talk_notices
from core.talks.forgetting import forget_talks

Reaction = Callable[[AsyncSession, Any], Awaitable[None]]

REACTIONS: dict[type[Event], tuple[Reaction, ...]] = {
    # people
    people.PersonJoined: (
        enrolments.note_joined,
        opening.post,
        welcome.post,
        people_notices.tell_inviter,
        people_notices.tell_let_in,
        first_steps.begin,
    ),
    people.PersonWaits: (people_notices.tell_deciders,),
    people.PersonTurnedAway: (people_notices.tell_turned_away,),
    people.RoleChanged: (people_notices.tell_new_role, closing.hands_open, closing.cards_follow),
    people.ScopeChanged: (closing.cards_follow,),
    people.PersonErased: (
        sales_forgetting.forget_sales,
        channel_forgetting.forget_messages,
        forget_person,
        forget_talks,
        announcing.forget,
    ),
    people.PersonLeaves: (
        sales_forgetting.close_sales,
        handing.end_orders,
        expiry.lapse_for_good,
        closing.leave_nothing,
    ),
    people.PlaceChanged: (people_notices.tell_new_place, closing.cards_follow),
    people.LookedAfter: (people_notices.tell_new_manager,),
    people.PersonRemoved: (people_notices.tell_access_closed, closing.hands_open, closing.cards_follow),
    people.PersonRestored: (people_notices.tell_access_opened, closing.cards_follow),
    people.ProfileRecovered: (moving.leave_old_chats, recovery_notices.tell_recovered),
    people.SecondProfileFound: (recovery_notices.tell_second,),
    people.SanctionImposed: (appeals.tell_sanctioned, closing.hands_open, closing.cards_follow),
    people.SanctionLifted: (appeals.tell_lifted, closing.cards_follow),
    # talks
    talks.PartnerSpoke: (talk_notices.tell_keeper,),
    talks.PartnerAnswered: (talk_notices.tell_partner,),
    # a sale on its way to a claim
    claims.PictureBeforeProducts: (claim_notices.tell_products_missing,),
    claims.EvidenceStored: (claim_notices.tell_stored, showing.pictures_change),
    claims.EvidenceRefused: (claim_notices.tell_refused, showing.pictures_change),
    handed_events.HandedChanged: (handed_card.show_handed,),
    claims.DraftDropped: (showing.draft_closes,),
    claims.ClaimSubmitted: (showing.draft_becomes_claim, first_steps.sent_sale),
    practice.PracticeSent: (practice_card.show_sent, first_steps.practised),
    practice.PracticeDecided: (practice_card.show_decided, practice_card.tell_decided),
    practice.PracticeRemoved: (practice_card.show_decided,),
    # a claim under review
    claims.ClaimShown: (showing.partner_sees, showing.moderators_see, showing.those_beside_follow),
    claims.CorrectionBegun: (showing.claim_becomes_draft,),
    claims.ClaimAsked: (claim_notices.tell_asked, showing.moderators_follow, queue.follow),
    claims.ClaimAnswered: (
        notes.answered,
        showing.corrections_end,
        showing.partner_sees,
        showing.moderators_see,
    ),
    claims.NoteWritten: (claim_notices.tell_note, showing.moderators_follow),
    claims.ClaimCorrected: (
        notes.answered,
        verdicts.overtaken,
        showing.draft_becomes_claim,
        showing.moderators_follow,
        opened_photos.follow,
        showing.those_beside_follow,
        queue.changed_at_hand,
    ),
    claims.ClaimWithdrawn: (
        serials.free,
        verdicts.overtaken,
        showing.corrections_end,
        showing.partner_sees,
        showing.moderators_follow,
        opened_photos.follow,
        showing.those_beside_follow,
        queue.follow,
    ),
    claims.ClaimOverdue: (
        claim_notices.tell_late,
        showing.partner_sees,
        showing.moderators_follow,
        showing.counters_follow,
    ),
    # groups in which sales are decided
    channel.GroupMoved: (in_groups.bring_along, handed_card.bring_along),
    channel.GroupLost: (in_groups.tell_lost, showing.fall_back, handed_card.fall_back),
    # a verdict
    claims.ClaimAppealed: (
        showing.partner_sees,
        showing.moderators_follow,
        appeal_notices.tell_appeal,
        showing.counters_follow,
    ),
    claims.AppealLate: (
        appeal_notices.tell_late,
        showing.partner_sees,
        showing.moderators_follow,
        showing.counters_follow,
    ),
    claims.AppealDecided: (
        audited.answered,
        earning.accrue,
        earning.count,
        showing.partner_sees,
        showing.moderators_follow,
        opened_photos.follow,
        appeal_notices.tell_answer,
        queue.follow,
        showing.counters_follow,
    ),
    claims.SaleReturned: (
        audited.returned,
        earning.count_returned,
        serials.free_returned,
        showing.partner_sees,
        showing.moderators_follow,
        return_notices.tell_returned,
    ),
    given.ClaimTaken: (showing.moderators_follow, queue.taken_over),
    given.VerdictChanged: (showing.moderators_follow, queue.follow),
    given.VerdictUndone: (audited.undone, showing.partner_sees, showing.moderators_follow, queue.follow),
    given.VerdictStale: (showing.moderators_follow, claim_notices.tell_stale),
    given.SecondWanted: (showing.partner_sees, second_notices.tell_second),
    claims.ClaimApproved: (
        audited.approved,
        earning.accrue,
        earning.count,
        showing.corrections_end,
        showing.partner_sees,
        showing.moderators_follow,
        opened_photos.follow,
        showing.those_beside_follow,
        claim_notices.tell_approved,
        first_steps.earned,
        queue.follow,
        showing.counters_follow,
    ),
    claims.ClaimDeclined: (
        serials.free,
        audited.declined,
        showing.corrections_end,
        showing.partner_sees,
        showing.moderators_follow,
        opened_photos.follow,
        showing.those_beside_follow,
        claim_notices.tell_declined,
        queue.follow,
        showing.counters_follow,
    ),
    # an order
    rewards.OrderPlaced: (reward_notices.tell_staff_of_new,),
    rewards.OrderWithdrawn: (reward_notices.tell_staff_of_withdrawn,),
    rewards.OrderGiven: (reward_notices.audit_given, reward_notices.tell_given),
    rewards.OrderCancelled: (reward_notices.audit_cancelled, reward_notices.tell_cancelled),
}
