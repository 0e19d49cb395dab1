"""What money is at stake, and why that cannot be said."""

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "scoring.attainable.too_short": "There is no range of attainable revenue: it takes 400 accounts at earlier dates whose "
    "following year is in the data.",
    "scoring.staying.too_short": "There is no likelihood of staying: it takes 400 accounts at earlier dates whose following "
    "months are in the data.",
    "scoring.upside.renew": "The calibration in use was fitted before it kept what an upside is drawn from. Renew it.",
    "scoring.upside.nobody": "No account bought in the last twelve months, so there is nothing to compare with.",
}
