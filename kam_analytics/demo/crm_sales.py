"""Opportunity.csv, OpportunityFieldHistory.csv and OpportunityLineItem.csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kam_analytics.demo.baskets import Item, price_of
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.crm_cells import Cells, date_text, flag, money_text, repeated, time_text, traced
from kam_analytics.demo.dirt import dirt_of
from kam_analytics.demo.ids import EMPTY, Ids
from kam_analytics.demo.months import month_of
from kam_analytics.demo.pipeline import Draft
from kam_analytics.demo.stages import WON
from kam_analytics.demo.supplier import Supplier

__all__ = ["history_rows", "line_rows", "opportunity_rows"]

NEXT_STEPS = ("", "", "", "Send offer", "Visit plant", "Wait for budget")
CATEGORY_NAMES = {"BestCase": "Best Case", "Forecast": "Commit"}
DATA_TYPES = {"StageName": "DynamicEnum", "CloseDate": "DateOnly"}


def opportunity_rows(company: Supplier) -> list[Cells]:
    """Return the opportunities; some are deleted, some belong to no account, some rows stand there twice."""
    decided = company.plan
    dirt = dirt_of(decided.regime)
    chance = Chance.of(decided.seed, "opportunity rows")
    lost = [opportunity_id for opportunity_id, draft in company.opportunities if draft.walk.stage is not WON]
    marked = chance.some(lost, dirt["deleted_opportunities"] + dirt["opportunities_without_account"])
    deleted = frozenset(marked[: dirt["deleted_opportunities"]])
    orphans = frozenset(marked[dirt["deleted_opportunities"] :])
    rows = []
    for opportunity_id, draft in company.opportunities:
        row = _opportunity(chance, opportunity_id, draft, decided.owners.by_account[draft.account_id])
        row["IsDeleted"] = flag(opportunity_id in deleted)
        if opportunity_id in orphans:
            row["AccountId"] = EMPTY
        rows.append(row)
    return repeated(chance, rows, dirt["repeated_opportunities"])


def history_rows(company: Supplier) -> Iterator[Cells]:
    """Yield each change of a stage or an expected close date."""
    ids = Ids("OpportunityFieldHistory")
    owner = company.plan.owners.by_account
    for opportunity_id, draft in company.opportunities:
        for change in draft.walk.changes:
            yield {
                "Id": ids.take(),
                "OpportunityId": opportunity_id,
                "CreatedById": owner[draft.account_id],
                "CreatedDate": time_text(change.at),
                "Field": change.field,
                "DataType": DATA_TYPES[change.field],
                "OldValue": change.old,
                "NewValue": change.new,
            }


def line_rows(company: Supplier) -> Iterator[Cells]:
    """Yield the articles of opportunities that name them."""
    ids, products, entries = Ids("OpportunityLineItem"), Ids("Product2"), Ids("PricebookEntry")
    codes = [article.product_id for articles in company.articles.values() for article in articles]
    product_ids = {code: (products.take(), entries.take()) for code in codes}
    for opportunity_id, draft in company.opportunities:
        for place, item in enumerate(draft.items, start=1):
            product_id, entry_id = product_ids[item.article.product_id]
            yield {
                "Id": ids.take(),
                "OpportunityId": opportunity_id,
                "SortOrder": str(place),
                "PricebookEntryId": entry_id,
                "Product2Id": product_id,
                **_line(item, draft),
                **traced(company.plan.owners.by_account[draft.account_id], draft.walk.created),
            }


def _line(item: Item, draft: Draft) -> Cells:
    return {
        "ProductCode": item.article.product_id,
        "Name": item.article.name,
        "Quantity": f"{item.quantity}.0",
        "TotalPrice": money_text(item.cents),
        "UnitPrice": money_text(round(item.cents / item.quantity)),
        "ListPrice": money_text(price_of(item.article, month_of(draft.walk.created.date()))),
    }


def _opportunity(chance: Chance, opportunity_id: str, draft: Draft, owner: str) -> Cells:
    way = draft.walk
    stage = way.stage
    moved = [change.at for change in way.changes if change.field == "StageName"]
    changed = max([way.created, *(change.at for change in way.changes)])
    return {
        "Id": opportunity_id,
        "AccountId": draft.account_id,
        "Name": draft.name,
        "StageName": stage.name,
        "StageSortOrder": str(stage.order),
        "Amount": money_text(draft.cents),
        "Probability": str(stage.probability),
        "ExpectedRevenue": money_text(draft.cents * stage.probability // 100),
        "CloseDate": date_text(way.close),
        "Type": draft.type,
        "NextStep": "" if way.closed else chance.pick(NEXT_STEPS),
        "LeadSource": draft.source,
        "IsClosed": flag(way.closed),
        "IsWon": flag(stage is WON),
        "ForecastCategory": stage.forecast,
        "ForecastCategoryName": CATEGORY_NAMES.get(stage.forecast, stage.forecast),
        "HasOpportunityLineItem": flag(bool(draft.items)),
        "OwnerId": owner,
        **traced(owner, way.created, changed),
        "LastActivityDate": date_text(changed.date()),
        "LastStageChangeDate": time_text(max(moved)) if moved else "",
        **_fiscal(way.close),
    }


def _fiscal(close: dt.date) -> Cells:
    return {"FiscalYear": str(close.year), "FiscalQuarter": str((close.month + 2) // 3)}
