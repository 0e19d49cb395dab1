-- grain: one account (or group) that was visible at a cut-off, with its best twelve months that end after it
-- key: account_id
-- inputs: money_month (marts), entity (account_id -> entity_id)
-- parameters: cut_month (first day of the last whole month at the cut-off), months_after, inside (whether every month
--             asked for lies inside the data)
with money_months as (
    select * from money_month
),
entities as (
    select * from entity
),
accounts as (
    select distinct entity_id from entities
),
-- the first of these years ends one month after the cut-off, so it begins ten months before it
months as (
    select ($cut_month::date + to_months(step::integer))::date as month, step
    from range(-10, $months_after::bigint + 1) steps(step)
),
sums as (
    select entity_id, month, sum(amount) as amount
    from money_months
    where entity_id is not null
    group by entity_id, month
),
filled as (
    select a.entity_id, m.month, m.step, coalesce(s.amount, 0)::decimal(27, 6) as amount
    from accounts a
    cross join months m
    left join sums s on s.entity_id = a.entity_id and s.month = m.month
),
years as (
    select
        entity_id,
        month,
        step,
        sum(amount) over (partition by entity_id order by month rows between 11 preceding and current row) as amount
    from filled
),
best as (
    select entity_id, max(amount) as amount, min_by(month, (-amount, month)) as month
    from years
    where step >= 1
    group by entity_id
),
final as (
    select
        entity_id as account_id,
        case when $inside then round(amount::double, 6) end as best_year,
        case when $inside then month end as best_month
    from best
)
select * from final
order by account_id
