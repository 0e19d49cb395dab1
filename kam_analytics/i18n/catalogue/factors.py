"""Texts of the selection factors: names, definitions, traps, and why a value is missing."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "factors.unknown": "There is no factor “{name}”. The factors are: {known}.",
    "factors.current_revenue.label": "Current revenue",
    "factors.current_revenue.definition": (
        "What the account buys in a year if nothing changes: a forecast where your own history is long enough to learn and "
        "try one, else revenue with recent months counting more (Methods says which). In the score it counts through its "
        "logarithm; the value shown is the share of accounts with revenue that have less."
    ),
    "factors.current_revenue.trap": "A list ranked by revenue alone is a list of the biggest, not of the key accounts.",
    "factors.growth_potential.label": "Growth potential",
    "factors.growth_potential.definition": (
        "Room to grow: the share of accounts of about the same size that buy from more product families (or more "
        "articles, where the products name no families). Signals of growth join it where a back-test on your own data "
        "supports them: the share of accounts of about the same size with less of each, counting twice as much as room."
    ),
    "factors.growth_potential.trap": (
        "Judgement: in no data known to us did breadth tell who grows. Trend, pipeline, new contacts and the other "
        "signals are shown beside it and left out of the value until a back-test on your own data supports them."
    ),
    "factors.renewal_likelihood.label": "Renewal likelihood",
    "factors.renewal_likelihood.definition": (
        "How likely the account is to order again within a year, from how long it has been silent against its own "
        "usual gap between orders, and from how many orders it has placed. Contracts and what became of their value, "
        "answers to surveys and their change, severe and rising cases, and meetings of late join it where they are "
        "loaded."
    ),
    "factors.renewal_likelihood.trap": (
        "It orders accounts; read it as a percentage only after a back-test. A seasonal buyer looks silent out of season. "
        "The rhythm is evidence; contracts, surveys, cases and meetings are judgement."
    ),
    "factors.win_expand.label": "Win now, expand later",
    "factors.win_expand.definition": (
        "What the open opportunities are worth for the account's size: each amount counts by how often this company has "
        "won from that stage, and those of unknown amount count as a typical one. Beside it, with half the weight: what "
        "families that the account does not buy yet may bring, by how often buyers of the same families took them up. "
        "The value is the share of accounts that expect less."
    ),
    "factors.win_expand.trap": (
        "Probabilities typed by sellers are hopes, so they are not used. Opportunities that nobody closes make the "
        "pipeline look full. What an account could buy next is judgement: nothing shows yet that it will."
    ),
    "factors.effort.label": "Relative effort",
    "factors.effort.definition": (
        "Work per 1,000 of revenue, against accounts of about the same size: hours, else activities and cases, else "
        "invoices and credit notes, whichever the files tell. Less is better: 100 is the least effort."
    ),
    "factors.effort.trap": "Judgement: documents stand in for hours, and work that nobody writes down is not seen.",
    "factors.relationship.label": "Relationship strength",
    "factors.relationship.definition": (
        "How many people at the account we have talked to in 90 days, how senior they are, how long ago the last "
        "activity was, and whether we know a sponsor, a decision maker and a champion."
    ),
    "factors.relationship.trap": "Judgement: many meetings with one person are one relationship.",
    "factors.fit.label": "Fit",
    "factors.fit.definition": (
        "How well our offering, culture and industry focus suit the account: how much it is like accounts that became "
        "large with us, by industry, country and the families it buys, and the newest rating, from 1 to 5. Where both "
        "are there, each counts half."
    ),
    "factors.fit.trap": (
        "Judgement: people rate accounts they like higher, and an industry in which we grew before need not be the next."
    ),
    "factors.logo.label": "Logo attractiveness",
    "factors.logo.definition": (
        "How much it helps us with others to have this customer: the newest rating, from 1 to 5. Nothing "
        "in the files of sales or invoices tells it."
    ),
    "factors.logo.trap": "Judgement: a famous name pays nothing by itself.",
    "factors.custom.label": "A column of your own",
    "factors.custom.definition": (
        "A figure of your account list: the share of accounts with a lower one. It counts nothing until somebody gives "
        "it importance."
    ),
    "factors.custom.tells_future": (
        "By its name it says what the account did in the end. It was filled at the export, so it knows the outcome: it may "
        "describe today, and a test of whether it predicts proves nothing. More counts as better, whatever it means."
    ),
    "factors.custom.trap": "More counts as better, whatever the column means.",
    "factors.absent.no_positive_money": "No account has positive revenue in these data.",
    "factors.absent.no_repeat_orders": "No account has ordered on two days yet, so there is no rhythm to judge by.",
    "factors.absent.no_products": "No invoice line of the last twelve months names an article.",
    "factors.absent.no_recent_revenue": "No account has revenue in the last twelve months.",
    "factors.absent.no_work": "The calibration measures activities and cases, and these data hold none. Renew it.",
    "factors.absent.few_closed_deals": (
        "Fewer than 30 opportunities have closed: too few to measure how often one is won."
    ),
    "factors.absent.needs_column": "Needs an account list with this column.",
    "factors.absent.needs_opportunity": "Needs a file of opportunities.",
    "factors.absent.needs_contact_activity": "Needs a file of contacts or of activities.",
    "factors.absent.needs_likeness": (
        "Needs ratings, or eight accounts that are large and have an industry, a country or product families."
    ),
    "factors.absent.needs_rating": "Needs ratings by people who know the accounts.",
    "factors.missing.no_orders": "The account has no orders.",
    "factors.missing.no_contacts": "Nothing is known of people at the account.",
    "factors.missing.no_likeness": (
        "Nobody has rated the account, and its industry, country and families are not known."
    ),
    "factors.missing.no_rating": "Nobody has rated the account.",
    "factors.missing.no_figure": "The account list gives no figure for the account.",
    "factors.missing.no_money": "Without invoices, revenue is not known.",
    "factors.missing.no_recent_products": "The account bought no named article in the last twelve months.",
    "factors.missing.no_recent_revenue": "The account has no revenue in the last twelve months.",
    "factors.trend.no_history": "A trend needs four whole half-years of history.",
    "factors.trend.noise": "There is no trend beyond noise in these data.",
    "factors.trend.counts": "The trend counts: a back-test on these data supports it.",
    "factors.trend.neutral": (
        "The trend is shown and does not count: nothing has shown yet that it tells who grows in these data."
    ),
}
