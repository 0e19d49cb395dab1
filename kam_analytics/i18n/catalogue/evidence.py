"""What the past of a workspace says of its scores."""

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "pipeline.bad_horizon": "A horizon of {value} days cannot be tested. Give one of {known}: whole weeks, about 3, 6 and 12 months.",
}
