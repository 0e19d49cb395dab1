-- grain: one account (or group) that was visible at a date, with what it bought in the days after it
-- key: account_id
-- inputs: account_day (marts), entity (account_id -> entity_id)
-- parameters: after (a day before the first of the window), middle, until
with days as (
    select * from account_day
),
entities as (
    select * from entity
),
sums as (
    select
        entity_id,
        sum(amount) as revenue,
        sum(amount) filter (where day <= $middle) as revenue_first,
        sum(amount) filter (where day > $middle) as revenue_second,
        bool_or(is_order) as bought
    from days
    where day > $after and day <= $until
    group by entity_id
),
accounts as (
    select distinct entity_id from entities
),
final as (
    select
        a.entity_id as account_id,
        round(coalesce(s.revenue, 0)::double, 6) as revenue,
        round(coalesce(s.revenue_first, 0)::double, 6) as revenue_first,
        round(coalesce(s.revenue_second, 0)::double, 6) as revenue_second,
        coalesce(s.bought, false) as bought
    from accounts a
    left join sums s on s.entity_id = a.entity_id
)
select * from final
order by account_id
