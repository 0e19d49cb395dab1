-- grain: one account (or group) on one day with lines, with its money in the base currency
-- key: entity_id, day
-- inputs: revenue_line_part (canonical parts), entity (account_id -> entity_id), rate (currency, month, rate)
-- parameters: base_currency
with lines as (
    select * from revenue_line_part
),
entities as (
    select * from entity
),
rates as (
    select * from rate
),
converted as (
    select
        e.entity_id,
        l.invoiced_on as day,
        case
            when coalesce(l.currency, $base_currency) = $base_currency then l.amount::decimal(27, 6)
            else (l.amount::decimal(20, 4) * r.rate)::decimal(27, 6)
        end as amount,
        l.amount > 0 as is_order
    from lines l
    join entities e on e.account_id = case when l.source = 'main' then l.account_id else l.source || ':' || l.account_id end
    left join rates r on r.currency = l.currency and r.month = date_trunc('month', l.invoiced_on)
),
-- money without a rate is in no figure, and an order is an order in every currency
final as (
    select
        entity_id,
        day,
        coalesce(sum(amount), 0)::decimal(27, 6) as amount,
        bool_or(is_order) as is_order
    from converted
    group by entity_id, day
)
select * from final
order by entity_id, day
