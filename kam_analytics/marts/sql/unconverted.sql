-- grain: one currency other than the base currency, in months without a rate: outside every money figure
-- key: currency
-- inputs: account_month (marts), rate (currency, month, rate)
-- parameters: base_currency
with account_months as (
    select * from account_month
),
rates as (
    select * from rate
),
final as (
    select m.currency, sum(m.amount)::decimal(18, 4) as amount, sum(m.lines)::bigint as lines
    from account_months m
    anti join rates r on r.currency = m.currency and r.month = m.month
    where coalesce(m.currency, $base_currency) <> $base_currency
    group by m.currency
)
select * from final
order by currency
