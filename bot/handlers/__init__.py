"""One message or tap in, its replies out."""

from aiogram import Router

from bot.flows import joining, register_sale, sale_taps, set_up
from bot.handlers import (
    balance,
    board,
    catalogue,
    claims,
    fallback,
    help,  # noqa: A004
    invites,
    live_invites,
    members,
    privacy,
    programme,
    removing,
    review,
    settings,
    start,
)


def routers() -> list[Router]:
    """Every room that listens, in the order in which they are asked: commands and keys before typed answers."""
    return [
        balance.router,
        sale_taps.router,
        register_sale.router,
        review.router,
        claims.router,
        board.router,
        start.router,
        help.router,
        privacy.router,
        programme.router,
        members.router,
        live_invites.router,
        removing.router,
        settings.router,
        invites.router,
        catalogue.router,
        joining.router,
        set_up.router,
        fallback.router,
    ]
