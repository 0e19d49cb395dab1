"""What money is at stake, what could be reached, and why that cannot be said."""

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "scoring.attainable.too_short": "There is no range of attainable revenue: it takes 400 accounts at earlier dates whose "
    "following year is in the data.",
    "scoring.attainable.silent": "It has no revenue in the last twelve months. At earlier dates such accounts are too few to learn "
    "a range from.",
    "scoring.staying.too_short": "There is no likelihood of staying: it takes 400 accounts at earlier dates whose following "
    "months are in the data.",
    "scoring.upside.renew": "The calibration in use was fitted before it kept what an upside is drawn from. Renew it.",
    "scoring.upside.nobody": "No account bought in the last twelve months, so there is nothing to compare with.",
    "page.outlook.question": "Are there growth opportunities in these accounts?",
    "page.outlook.title_all": (
        "At its best, the only account with a range would bring {money} more than last year, {share} of revenue",
        "At their best, all {n} accounts would bring {money} more than last year, {share} of revenue",
    ),
    "page.outlook.note_all": (
        (
            "Revenue of 12 months (dot) and the attainable range (band, 90%); at the right its upside: the range above "
            "revenue, times the likelihood of staying"
        ),
        (
            "The {n} with most upside expected, most first: revenue of 12 months (dot) and the attainable range (band, 90% for "
            "each account by itself); at the right its upside: the range above revenue, times the likelihood of staying"
        ),
    ),
    "page.outlook.rests": ("Learned at {n} earlier date", "Learned at {n} earlier dates"),
    "page.outlook.how_all": "The upside of all accounts is drawn: in each of 1,000 draws the accounts that bought in the last "
    "twelve months are surprised as accounts of their size were at earlier dates, and the range leaves out a twentieth at either "
    "end. {shared} of the surprise is taken as common to all accounts, because a good or a bad year moves them together; no "
    "history this short can measure how much, so the range is on the wide side. Expected upside is the average of the draws.",
    "page.outlook.no_forecast": "room, not a forecast: where nobody grows, best years lie above the last one as well",
    "page.outlook.none_all": "How much more these accounts could bring is not known",
    "page.outlook.none": "No attainable revenue can be said for this account",
    "page.outlook.title_around": "Accounts like this one reached {span} in their best twelve months",
    "page.outlook.title_above": "Accounts like this one reached more: {span} in their best twelve months",
    "page.outlook.title_below": "It is above what accounts like this one reached: {span}",
    "page.outlook.note": "Revenue of 12 months (dot), and the best twelve months of the coming year as a range (band) that held "
    "for nine in ten",
    "page.outlook.revenue": "revenue **{money}**",
    "page.outlook.staying": "likelihood of staying **{share}** ({horizon})",
    "page.outlook.no_staying": "Likelihood of staying n/a: {reason}",
    "page.outlook.upside": "upside **{span}**",
    "page.outlook.apart": "Upside is the range above revenue, times the likelihood. Not the wallet: nobody sees what the account "
    "buys elsewhere",
    "page.outlook.short.attainable.too_short": "history is too short",
    "page.outlook.short.staying.too_short": "history is too short",
    "page.outlook.short.upside.renew": "renew the calibration",
    "page.outlook.short.upside.nobody": "nobody bought lately",
}
