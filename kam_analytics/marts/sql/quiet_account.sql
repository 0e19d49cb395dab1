-- grain: one account (or group) at the end of a whole month, quiet for much longer than its own rhythm
-- key: month, account_id
-- inputs: revenue_line_part (canonical parts), entity, calendar
-- parameters: window_end, least_days (order days before a rhythm is read), times (its usual gap), least (days), most (days)
with lines as (
    select * from revenue_line_part
),
entities as (
    select * from entity
),
months as (
    select month, last_day(month) as ends_on from calendar where last_day(month) <= $window_end::date
),
order_days as (
    select distinct e.entity_id, l.invoiced_on
    from lines l
    join entities e on e.account_id = case when l.source = 'main' then l.account_id else l.source || ':' || l.account_id end
    where l.amount > 0
),
by_month as (
    select
        entity_id,
        date_trunc('month', invoiced_on)::date as month,
        count(*) as days,
        min(invoiced_on) as first_on,
        max(invoiced_on) as last_on
    from order_days
    group by all
),
-- what was known of each account's rhythm at the end of each month
known as (
    select
        m.month,
        m.ends_on,
        b.entity_id,
        sum(b.days) as days,
        min(b.first_on) as first_on,
        max(b.last_on) as last_on
    from months m
    join by_month b on b.month <= m.month
    group by m.month, m.ends_on, b.entity_id
),
final as (
    select month, entity_id as account_id, date_diff('day', last_on, ends_on) as quiet_days
    from known
    where days >= $least_days
        and date_diff('day', last_on, ends_on) > $least
        and date_diff('day', last_on, ends_on) <= $most
        and date_diff('day', last_on, ends_on) > $times * date_diff('day', first_on, last_on) / (days - 1)::double
)
select * from final
order by month, account_id
