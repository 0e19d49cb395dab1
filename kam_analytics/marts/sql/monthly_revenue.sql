-- grain: one month of the history, quiet ones as zero; money of one account (or group) in the base currency
-- key: month
-- inputs: account_month (marts), entity, calendar
-- parameters: account_id (NULL = all accounts), base_currency
with account_months as (
    select * from account_month
),
entities as (
    select * from entity
),
months as (
    select * from calendar
),
sums as (
    select m.month, sum(m.amount) as amount
    from account_months m
    join entities e on e.account_id = case when m.source = 'main' then m.account_id else m.source || ':' || m.account_id end
    where coalesce(m.currency, $base_currency) = $base_currency
        and ($account_id::varchar is null or e.entity_id = $account_id)
    group by m.month
),
final as (
    select c.month, coalesce(s.amount, 0)::decimal(18, 4) as amount
    from months c
    left join sums s on s.month = c.month
)
select * from final
order by month
