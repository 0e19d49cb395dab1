-- grain: one account (or group) with money in either of two spans of whole months
-- key: account_id
-- inputs: account_month (marts), entity
-- parameters: base_currency, now_from, now_to, before_from, before_to (first days of months, both ends included)
with account_months as (
    select * from account_month
),
entities as (
    select * from entity
),
spans as (
    select
        e.entity_id as account_id,
        coalesce(sum(m.amount) filter (where m.month between $now_from::date and $now_to::date), 0) as now_amount,
        coalesce(sum(m.amount) filter (where m.month between $before_from::date and $before_to::date), 0) as before_amount
    from account_months m
    join entities e on e.account_id = case when m.source = 'main' then m.account_id else m.source || ':' || m.account_id end
    where coalesce(m.currency, $base_currency) = $base_currency
        and (m.month between $now_from::date and $now_to::date or m.month between $before_from::date and $before_to::date)
    group by e.entity_id
),
final as (
    select
        account_id,
        now_amount::double as now,
        before_amount::double as before,
        (now_amount - before_amount)::double as change
    from spans
)
select * from final
order by abs(change) desc, account_id
