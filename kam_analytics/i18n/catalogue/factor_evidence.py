"""Words for the raw figures behind signals, expansion, likeness and the parts of renewal."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

_SIGNALS = {
    "trend": "trend",
    "pipeline": "pipeline",
    "new_contacts": "new contacts",
    "satisfaction": "satisfaction",
    "activity": "meetings and calls",
    "win_rate": "win rate of late",
    "new_deals": "new opportunities",
    "recent_wins": "wins of late",
}

MESSAGES: dict[str, Message] = {
    **{f"page.evidence.signal_{name}": words for name, words in _SIGNALS.items()},
    **{f"page.evidence.signal_{name}_counts": f"{words} counts" for name, words in _SIGNALS.items()},
    "page.evidence.place": "above {n} of 100 of its size",
    "page.evidence.place_counts": "above {n} of 100 of its size (counts)",
    "page.needs.product": "products with families",
    "page.evidence.contacts_new_180d": "contacts new in 180 days",
    "page.evidence.contacts_new_senior_180d": "senior ones new",
    "page.evidence.talks_180d": "meetings and calls of 180 days",
    "page.evidence.talks_180d_before": "of the 180 days before",
    "page.evidence.answers_180d": "answers of 180 days",
    "page.evidence.answers_share_180d": "how good",
    "page.evidence.answers_540d_before": "answers of the 540 days before",
    "page.evidence.answers_share_540d_before": "how good then",
    "page.evidence.answers_change": "change of answers, shrunk",
    "page.evidence.won_12m": "won in 12 months",
    "page.evidence.lost_12m": "lost in 12 months",
    "page.evidence.won_deals": "won ever",
    "page.evidence.lost_deals": "lost ever",
    "page.evidence.deals_new_180d": "opportunities created in 180 days",
    "page.evidence.deals_new_540d_before": "created in the 540 days before",
    "page.evidence.won_180d": "won in 180 days",
    "page.evidence.won_540d_before": "won in the 540 days before",
    "page.evidence.expansion_share": "expected of new families, of its revenue",
    "page.evidence.expansion_amount": "expected of new families",
    "page.evidence.expansion_part": "new families (judgement)",
    "page.evidence.whitespace_families": "families it does not buy",
    "page.evidence.whitespace_amount": "typical revenue of all of them",
    "page.evidence.likeness_industry": "large accounts among those like it by industry, against all",
    "page.evidence.likeness_country": "large accounts among those like it by country, against all",
    "page.evidence.likeness_families": "large accounts among those like it by families, against all",
    "page.evidence.likeness_part": "likeness to accounts that became large (judgement)",
    "page.evidence.renewal_change": "change of value at renewal",
    "page.evidence.cases_180d": "cases of 180 days",
    "page.evidence.cases_180d_before": "cases of the 180 days before",
    "page.evidence.activity_part": "meetings and calls (judgement)",
}
