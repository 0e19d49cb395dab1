-- grain: one product family that an account (or group) was invoiced for in the last whole months, up to twelve, or the
--        twelve before
-- key: account_id, family
-- inputs: revenue_line_part (canonical parts), entity, product_family (product_id, name, family), calendar, rate (currency,
--         month, rate)
-- parameters: base_currency
with lines as (
    select * from revenue_line_part
),
entities as (
    select * from entity
),
products as (
    select product_id, nullif(trim(family), '') as family from product_family
),
months as (
    select * from calendar
),
rates as (
    select * from rate
),
bought as (
    select
        e.entity_id,
        p.family,
        l.amount::decimal(20, 4) * case when coalesce(l.currency, $base_currency) = $base_currency then 1 else r.rate end as amount,
        c.recent,
        c.prior
    from lines l
    join months c on c.month = date_trunc('month', l.invoiced_on)
    join products p on p.product_id = case when l.source = 'main' then l.product_id else l.source || ':' || l.product_id end
    join entities e on e.account_id = case when l.source = 'main' then l.account_id else l.source || ':' || l.account_id end
    left join rates r on r.currency = l.currency and r.month = c.month
    where (c.recent or c.prior)
        and p.family is not null
        and (coalesce(l.currency, $base_currency) = $base_currency or r.rate is not null)
),
final as (
    select
        entity_id as account_id,
        family,
        round(coalesce(sum(amount) filter (where recent), 0)::double, 6) as revenue,
        round(coalesce(sum(amount) filter (where prior), 0)::double, 6) as prior_revenue
    from bought
    group by entity_id, family
)
select * from final
order by account_id, family
