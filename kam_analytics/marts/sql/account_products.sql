-- grain: one product that the account (or group) was invoiced for in the last whole months, up to twelve, or the twelve before
-- key: product_id (NULL = lines without an article number)
-- inputs: revenue_line_part (canonical parts), entity, product_family (product_id, name, family), calendar, rate (currency,
--         month, rate)
-- parameters: account_id, base_currency
with lines as (
    select * from revenue_line_part
),
entities as (
    select * from entity
),
products as (
    select * from product_family
),
months as (
    select * from calendar
),
rates as (
    select * from rate
),
bought as (
    select
        case when l.source = 'main' then l.product_id else l.source || ':' || l.product_id end as product_id,
        l.amount::decimal(20, 4) * case when coalesce(l.currency, $base_currency) = $base_currency then 1 else r.rate end as amount,
        l.invoice_id,
        c.recent,
        c.prior
    from lines l
    join entities e on e.account_id = case when l.source = 'main' then l.account_id else l.source || ':' || l.account_id end
    join months c on c.month = date_trunc('month', l.invoiced_on)
    left join rates r on r.currency = l.currency and r.month = c.month
    where e.entity_id = $account_id
        and (c.recent or c.prior)
        and (coalesce(l.currency, $base_currency) = $base_currency or r.rate is not null)
),
sums as (
    select
        product_id,
        coalesce(sum(amount) filter (where recent), 0)::decimal(27, 6) as revenue,
        coalesce(sum(amount) filter (where prior), 0)::decimal(27, 6) as prior_revenue,
        count(distinct invoice_id) filter (where recent) as invoices
    from bought
    group by product_id
),
final as (
    select s.product_id, p.name, p.family, s.revenue, s.prior_revenue, s.invoices
    from sums s
    left join products p on p.product_id = s.product_id
)
select * from final
order by revenue desc, prior_revenue desc, product_id nulls last
