"""Texts of scores, weights and calibrations."""

from __future__ import annotations

from kam_analytics.i18n.message import Message

MESSAGES: dict[str, Message] = {
    "scoring.unknown_purpose": "There is no purpose “{purpose}”. The purposes are: {known}.",
    "scoring.unknown_factor": "There is no factor “{factor}”. The factors are: {known}.",
    "scoring.bad_importance": "The importance of “{factor}” must be a whole number from 0 to 10, not {value}.",
    "scoring.potential_without_money": (
        "The purpose “potential” asks who grows beyond its size, so current revenue cannot count in it. Set it to 0."
    ),
    "scoring.unknown_weights": "There is no weight set “{name}”. Did you mean “{suggestion}”?",
    "scoring.unknown_version": (
        "“{name}” has no version {version}; its only version is {known}.",
        "“{name}” has no version {version}; its versions are {known}.",
    ),
    "scoring.no_set_name": "Give the weight set a name.",
    "scoring.no_reason": "Say why the weights change: the reason is kept with the new version.",
    "scoring.weights_moved_on": "“{name}” version {version} came into use meanwhile ({author}: {reason}). Look at what it "
    "changes, then decide again.",
    "scoring.no_such_column": "No file of the current version has this column.",
    "scoring.leverage.no_factor": "No account has a value of any factor but revenue.",
    "scoring.leverage.all_in": "All accounts are among the first {k}, so that nobody can enter or leave.",
    "scoring.in_use_already": "“{name}” version {version} is in use already, with these importances.",
    "scoring.unknown_calibration": "There is no calibration “{calibration}” in this workspace.",
    "scoring.no_account": "There is no account “{account}” in this ranking.",
    "scoring.no_name": "No file names this account.",
    "scoring.calibration_outdated": "The calibration in use was fitted by an earlier version of KAM Analytics, which forecast "
    "revenue in another way. Fit a new one: kam calibration renew --reason update.",
    "scoring.not_in_calibration": "The calibration in use has not seen this factor. Renew the calibration to use it.",
    "scoring.missing.window": "The twelve months do not lie wholly inside the data.",
    "scoring.missing.prior_year": "There is no revenue in a whole year before to compare with.",
    "scoring.missing.one_order_day": "With fewer than two order days there is no gap to measure.",
    "scoring.missing.no_contract_end": "No running contract has an end.",
    "scoring.missing.no_contract": "The account has had no contract.",
    "scoring.missing.no_answer": "Nobody there has answered a survey in 18 months.",
    "scoring.missing.one_year_of_answers": "There are not answers in both of the last two years.",
    "scoring.missing.no_activity": "No activity with the account is on record.",
    "scoring.missing.other_currency": "It takes revenue in another currency in both years, and a rate for each month.",
    "scoring.missing.no_valued_renewal": "No contract of the account was renewed with its value known before and after.",
    "scoring.missing.no_case": "No case of the account is on record.",
    "scoring.missing.no_late_answer": "Nobody there has answered a survey in 180 days.",
    "scoring.missing.no_earlier_answer": "Nobody there answered a survey in the 540 days before.",
    "scoring.missing.no_hours": "No activity with the account says how long it took.",
    "scoring.missing.no_contact": "No contact at the account is on record.",
    "scoring.missing.no_talk_to_people": "No activity names the people at the account.",
    "scoring.missing.no_deal": "No opportunity of the account is on record.",
    "scoring.missing.no_closed_deal": "No opportunity of the account closed in 12 months.",
    "scoring.missing.no_industry": "Its industry is not known, or no other account has it.",
    "scoring.missing.no_country": "Its country is not known, or no other account has it.",
    "scoring.missing.no_family": "It bought from no known product family in the last twelve months.",
    "scoring.purpose.account_potential": "Account potential",
    "scoring.purpose.value": "Value",
    "scoring.purpose.potential": "Potential",
    "scoring.purpose.account_potential.definition": "The headline: revenue, multiplied by what the other factors say.",
    "scoring.purpose.value.definition": "Worth keeping: revenue and how likely it is to stay.",
    "scoring.purpose.potential.definition": "Who may grow beyond its size: no revenue base.",
    "scoring.basis.evidence": "Evidence",
    "scoring.basis.judgement": "Judgement",
    "scoring.basis.untested": "Not tested yet",
    "scoring.weights_move_little": (
        "With revenue as the base, changing the other weights moves only a few of the top accounts. Emerging accounts are "
        "not yet large and can hardly be among them: they are a segment of their own in the portfolio matrix (high potential, "
        "not yet high value), and those on your own list are marked emerging on the page Key accounts."
    ),
}
