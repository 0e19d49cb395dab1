"""What a rating of 1, 3 and 5 means, for each factor that people may rate."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

_ANCHORS = {
    "current_revenue": (
        "Revenue that is about to go: one-off projects, run-out products.",
        "About what the figures say.",
        "More than the figures say: part of its business with us runs through others.",
    ),
    "growth_potential": (
        "Nothing left to win: its market shrinks, or it buys all it needs from us.",
        "Grows with its market; some business of others could be won.",
        "Named projects of large size, with budget, in which we are wanted.",
    ),
    "renewal_likelihood": (
        "Has said that it will leave, or is moving to another supplier.",
        "No sign either way.",
        "Bound to us for years: contract, approved parts, shared development.",
    ),
    "win_expand": (
        "No project in which we could win now.",
        "A project where we are one of several.",
        "We are the preferred supplier of a project that is about to be decided.",
    ),
    "effort": (
        "Takes far more work than others of its size: special terms, disputes, late payment.",
        "Takes about the usual work.",
        "Runs by itself: standard articles, clean orders, few questions.",
    ),
    "relationship": (
        "We know a buyer, who treats us as any other.",
        "We know users and a decision maker and meet them now and then.",
        "Sponsor at the top, champions in several teams, shared planning.",
    ),
    "fit": (
        "Wants what we do not offer, or works in a way that does not suit us.",
        "Our standard offer suits it in part.",
        "Our strongest offer in an industry of our focus, and people who work as we do.",
    ),
    "logo": (
        "A name that nobody asks about.",
        "Known in its region or trade.",
        "A name that opens doors at others; it agrees to be a reference.",
    ),
    "custom": ("Worst.", "In the middle.", "Best."),
}

MESSAGES: dict[str, Message] = {
    f"factors.{name}.anchor_{score}": text
    for name, texts in _ANCHORS.items()
    for score, text in zip((1, 3, 5), texts, strict=True)
}
