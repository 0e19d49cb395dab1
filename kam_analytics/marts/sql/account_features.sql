-- grain: one visible account, or one group of accounts under the same topmost parent
-- key: account_id
-- inputs: money_month (marts), revenue_line_part (canonical parts), entity (account_id -> entity_id),
--         product_family (product_id -> family), calendar (month, weight, recent, prior, half_year)
-- parameters: as_of, annualise, ttm_inside, prior_inside, has_money
with converted as (
    select * from money_month
),
lines as (
    select * from revenue_line_part
),
entities as (
    select * from entity
),
families as (
    select * from product_family
),
months as (
    select * from calendar
),
-- sums of decimals and of decimal weights are exact, so their order does not matter
money_months as (
    select
        m.*,
        c.weight,
        c.recent,
        c.prior,
        c.half_year
    from converted m
    join months c on c.month = m.month
    where m.entity_id is not null
),
money as (
    select
        entity_id,
        sum(amount * weight) as weighted,
        sum(amount) as lifetime,
        sum(amount) filter (where recent) as recent,
        sum(amount_before_rate) filter (where recent) as recent_before_rates,
        count(*) filter (where is_foreign and (recent or prior)) as foreign_months,
        count(*) filter (where recent and amount_before_rate is null) as months_without_rate,
        sum(amount) filter (where prior) as prior,
        sum(credit_amount) filter (where recent) as credits,
        sum(cost) filter (where recent) as cost,
        sum(cost_amount) filter (where recent) as cost_amount,
        sum(invoices) filter (where recent) as invoices,
        sum(credit_notes) filter (where recent) as credit_notes
    from money_months
    group by entity_id
),
order_lines as (
    select
        e.entity_id,
        l.invoiced_on,
        case when l.source = 'main' then l.product_id else l.source || ':' || l.product_id end as product_id,
        c.recent
    from lines l
    join entities e on e.account_id = case when l.source = 'main' then l.account_id else l.source || ':' || l.account_id end
    join months c on c.month = date_trunc('month', l.invoiced_on)
    where l.amount > 0
),
rhythm as (
    select
        o.entity_id,
        count(distinct o.invoiced_on) as order_days,
        count(distinct o.invoiced_on) filter (where o.recent) as order_days_ttm,
        count(distinct o.product_id) filter (where o.recent) as products,
        count(distinct f.family) filter (where o.recent) as families,
        min(o.invoiced_on) as first_on,
        max(o.invoiced_on) as last_on
    from order_lines o
    left join families f on f.product_id = o.product_id
    group by o.entity_id
),
periods as (
    select half_year, min(month) as starts_on
    from months
    where half_year is not null
    group by half_year
),
period_sums as (
    select entity_id, half_year, sum(amount) as amount
    from money_months
    where half_year is not null
    group by entity_id, half_year
),
-- whole half-years inside the account's tenure, newest first, quiet ones as zero
half_years as (
    select
        r.entity_id,
        list(round(coalesce(s.amount, 0)::double, 6) order by p.half_year) as amounts
    from rhythm r
    join periods p on r.first_on <= p.starts_on
    left join period_sums s on s.entity_id = r.entity_id and s.half_year = p.half_year
    group by r.entity_id
),
accounts as (
    select distinct entity_id from entities
),
final as (
    select
        a.entity_id as account_id,
        case when $has_money then round(coalesce(m.weighted, 0)::double * $annualise, 6) end as money,
        case when $has_money then round(coalesce(m.recent, 0)::double, 6) end as revenue_12m,
        case when $ttm_inside then round(coalesce(m.recent, 0)::double, 6) end as ttm,
        case when $prior_inside then round(coalesce(m.prior, 0)::double, 6) end as prior_ttm,
        case
            when $prior_inside and m.prior > 0 then round(coalesce(m.recent, 0)::double / m.prior::double - 1, 6)
        end as growth,
        case
            when $prior_inside and m.prior > 0 and m.foreign_months > 0 and m.months_without_rate = 0
                then round(m.recent_before_rates::double / m.prior::double - 1, 6)
        end as growth_constant_currency,
        case when $has_money then round(coalesce(m.lifetime, 0)::double, 6) end as revenue_lifetime,
        case
            when m.cost_amount > 0 then round(1 - m.cost::double / m.cost_amount::double, 6)
        end as margin,
        case when $has_money then coalesce(m.invoices, 0)::bigint end as invoices_ttm,
        case when $has_money then coalesce(m.credit_notes, 0)::bigint end as credit_notes_ttm,
        case
            when coalesce(m.recent, 0) + coalesce(m.credits, 0) > 0
                then round(m.credits::double / (m.recent + m.credits)::double, 6)
        end as credit_share,
        case when $has_money then coalesce(r.order_days, 0) end as order_days,
        case when $has_money then coalesce(r.order_days_ttm, 0) end as order_days_ttm,
        r.first_on,
        r.last_on,
        date_diff('day', r.last_on, $as_of::date) as recency_days,
        date_diff('day', r.first_on, $as_of::date) as tenure_days,
        case
            when r.order_days > 1 then round(date_diff('day', r.first_on, r.last_on) / (r.order_days - 1)::double, 6)
        end as mean_gap_days,
        case when $has_money then coalesce(r.products, 0) end as products_ttm,
        case when $has_money then coalesce(r.families, 0) end as families_ttm,
        coalesce(h.amounts, []::double[]) as half_years
    from accounts a
    left join money m on m.entity_id = a.entity_id
    left join rhythm r on r.entity_id = a.entity_id
    left join half_years h on h.entity_id = a.entity_id
)
select * from final
order by account_id
