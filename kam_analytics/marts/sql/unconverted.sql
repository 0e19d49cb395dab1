-- grain: one currency other than the base currency, without a rate: outside every money figure
-- key: currency
-- inputs: account_month (marts)
-- parameters: base_currency
with account_months as (
    select * from account_month
),
final as (
    select currency, sum(amount)::decimal(18, 4) as amount, sum(lines)::bigint as lines
    from account_months
    where coalesce(currency, $base_currency) <> $base_currency
    group by currency
)
select * from final
order by currency
