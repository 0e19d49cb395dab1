-- grain: one month of the history, quiet ones as zero; money of one account (or group) in the base currency
-- key: month
-- inputs: money_month (marts), calendar
-- parameters: account_id (NULL = all accounts)
with money_months as (
    select * from money_month
),
months as (
    select * from calendar
),
sums as (
    select month, sum(amount) as amount
    from money_months
    where case when $account_id::varchar is null then entity_id is not null else entity_id = $account_id end
    group by month
),
final as (
    select c.month, coalesce(s.amount, 0)::decimal(27, 6) as amount
    from months c
    left join sums s on s.month = c.month
)
select * from final
order by month
