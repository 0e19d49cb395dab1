-- grain: one account (or group) at the end of one whole month, in one cohort: the money of the window that ends there, and
--        of the same window a year before
-- key: cohort, month, account_id
-- inputs: money_month (marts), period (month), cohort_member (this room)
-- parameters: span (months of the window)
with money_months as (
    select * from money_month
),
periods as (
    select * from period
),
members as (
    select * from cohort_member
),
sums as (
    select
        entity_id as account_id,
        month,
        sum(amount) as amount,
        sum(cost_amount) as cost_amount,
        sum(cost) as cost,
        sum(lines) as lines,
        sum(costed_lines) as costed_lines
    from money_months
    where entity_id is not null
    group by entity_id, month
),
accounts as (
    select distinct account_id from sums
),
pairs as (
    select
        a.account_id,
        p.month,
        coalesce(sum(s.amount) over now, 0) as amount,
        coalesce(sum(s.cost_amount - s.cost) over now, 0) as margin,
        coalesce(sum(s.cost_amount) over now, 0) as cost_amount,
        coalesce(sum(s.lines) over now, 0) as lines,
        coalesce(sum(s.costed_lines) over now, 0) as costed_lines,
        coalesce(sum(s.amount) over before, 0) as before_amount,
        coalesce(sum(s.cost_amount - s.cost) over before, 0) as before_margin,
        coalesce(sum(s.costed_lines) over before, 0) as before_costed_lines,
        coalesce(sum(s.lines) over before, 0) as before_lines
    from accounts a
    cross join periods p
    left join sums s on s.account_id = a.account_id and s.month = p.month
    window
        now as (partition by a.account_id order by p.month rows between $span::int - 1 preceding and current row),
        before as (partition by a.account_id order by p.month rows between $span::int + 11 preceding and 12 preceding)
),
final as (
    select
        unnest(coalesce(k.cohorts, ['all', 'rest'])) as cohort,
        w.*
    from pairs w
    left join members k on k.month = w.month and k.account_id = w.account_id
    where w.lines > 0 or w.before_lines > 0
)
select * from final
order by cohort, month, account_id
