-- grain: one account of one source in one month and one currency that has a rate, with its money in the base currency
-- key: source, account_id, month, currency
-- inputs: account_month (marts), entity (account_id -> entity_id, none for lines without an account), rate (currency,
--         month, rate)
-- parameters: base_currency
with account_months as (
    select * from account_month
),
entities as (
    select * from entity
),
rates as (
    select * from rate
),
rated as (
    select
        m.*,
        e.entity_id,
        coalesce(m.currency, $base_currency) <> $base_currency as is_foreign,
        r.rate,
        y.rate as rate_before
    from account_months m
    left join entities e on e.account_id = case when m.source = 'main' then m.account_id else m.source || ':' || m.account_id end
    left join rates r on r.currency = m.currency and r.month = m.month
    left join rates y on y.currency = m.currency and y.month = m.month - interval 12 month
),
-- amount_before_rate: at the rate of the same month a year before, NULL where there is none
final as (
    select
        source,
        account_id,
        entity_id,
        month,
        currency,
        is_foreign,
        case when is_foreign then (amount::decimal(20, 4) * rate)::decimal(27, 6) else amount::decimal(27, 6) end as amount,
        case when is_foreign then (amount::decimal(20, 4) * rate_before)::decimal(27, 6) else amount::decimal(27, 6) end as amount_before_rate,
        case when is_foreign then (cost::decimal(20, 4) * rate)::decimal(27, 6) else cost::decimal(27, 6) end as cost,
        case when is_foreign then (cost_amount::decimal(20, 4) * rate)::decimal(27, 6) else cost_amount::decimal(27, 6) end as cost_amount,
        case when is_foreign then (credit_amount::decimal(20, 4) * rate)::decimal(27, 6) else credit_amount::decimal(27, 6) end as credit_amount,
        lines,
        costed_lines,
        invoices,
        credit_notes,
        order_days
    from rated
    where not is_foreign or rate is not null
)
select * from final
order by source, account_id nulls first, month, currency nulls first
