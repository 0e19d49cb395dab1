"""What money is at stake, and why that cannot be said."""

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "scoring.attainable.too_short": "There is no range of attainable revenue: it takes 400 accounts at earlier dates whose "
    "following year is in the data.",
    "scoring.staying.too_short": "There is no likelihood of staying: it takes 400 accounts at earlier dates whose following "
    "months are in the data.",
}
