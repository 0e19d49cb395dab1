-- grain: one visible account (or group), with its money of the last whole months, up to twelve, oldest first
-- key: account_id
-- inputs: money_month (marts), entity (account_id -> entity_id), calendar
with money_months as (
    select * from money_month
),
entities as (
    select * from entity
),
months as (
    select month from calendar where recent
),
sums as (
    select m.entity_id, m.month, sum(m.amount) as amount
    from money_months m
    join months c on c.month = m.month
    group by m.entity_id, m.month
),
accounts as (
    select distinct entity_id from entities
),
final as (
    select
        a.entity_id as account_id,
        list(round(coalesce(s.amount, 0)::double, 2) order by c.month) as amounts
    from accounts a
    cross join months c
    left join sums s on s.entity_id = a.entity_id and s.month = c.month
    group by a.entity_id
)
select * from final
order by account_id
