-- grain: one cohort at the end of one whole month, one kind of customer: opportunities closed in the window
-- key: cohort, month, customer (existing: invoiced or won before the opportunity was made; new)
-- inputs: account_month (marts), entity, period (month, opens_on), opportunity, cohort_member (this room)
with account_months as (
    select * from account_month
),
entities as (
    select * from entity
),
periods as (
    select * from period
),
members as (
    select * from cohort_member
),
opportunities as (
    select
        o.opportunity_id,
        coalesce(e.entity_id, o.account_id) as account_id,
        o.status,
        o.amount,
        coalesce(o.created_on, o.closed_on) as created_on,
        o.closed_on
    from opportunity o
    left join entities e on e.account_id = o.account_id
),
traces as (
    select e.entity_id as account_id, m.first_on as traced_on
    from account_months m
    join entities e on e.account_id = case when m.source = 'main' then m.account_id else m.source || ':' || m.account_id end
    where m.amount > 0
    union all
    select account_id, closed_on
    from opportunities
    where status = 'won' and closed_on is not null
),
first_traces as (
    select account_id, min(traced_on) as customer_since
    from traces
    group by account_id
),
closed as (
    select
        p.month,
        o.*,
        case when f.customer_since < o.created_on then 'existing' else 'new' end as customer,
        coalesce(k.cohorts, ['all', 'rest']) as cohorts
    from opportunities o
    join periods p on o.closed_on between p.opens_on and last_day(p.month)
    left join first_traces f on f.account_id = o.account_id
    left join members k on k.month = p.month and k.account_id = o.account_id
    where o.status in ('won', 'lost')
),
per_cohort as (
    select unnest(cohorts) as cohort, month, customer, status, amount, account_id
    from closed
),
sellers as (
    select cohort, month, count(distinct account_id) as sellers
    from per_cohort
    group by cohort, month
),
final as (
    select
        o.cohort,
        o.month,
        o.customer,
        any_value(s.sellers) as sellers,
        count(*) filter (where o.status = 'won') as won,
        count(*) as closed,
        coalesce(sum(o.amount) filter (where o.status = 'won' and o.amount > 0), 0)::double as won_amount,
        coalesce(sum(o.amount) filter (where o.amount > 0), 0)::double as closed_amount,
        count(*) filter (where o.amount is null or o.amount <= 0) as unpriced
    from per_cohort o
    join sellers s on s.cohort = o.cohort and s.month = o.month
    group by o.cohort, o.month, o.customer
)
select * from final
order by cohort, month, customer
