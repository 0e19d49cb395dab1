-- grain: one account (or group) with money in either of two spans of whole months
-- key: account_id
-- inputs: money_month (marts)
-- parameters: now_from, now_to, before_from, before_to (first days of months, both ends included)
with money_months as (
    select * from money_month
),
spans as (
    select
        entity_id as account_id,
        coalesce(sum(amount) filter (where month between $now_from::date and $now_to::date), 0) as now_amount,
        coalesce(sum(amount) filter (where month between $before_from::date and $before_to::date), 0) as before_amount
    from money_months
    where entity_id is not null
        and (month between $now_from::date and $now_to::date or month between $before_from::date and $before_to::date)
    group by entity_id
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
