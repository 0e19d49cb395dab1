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
-- running totals of exact decimals: a window is the difference of two of them
running as (
    select
        a.account_id,
        p.month,
        sum(coalesce(s.amount, 0)) over so_far as amount,
        sum(coalesce(s.cost_amount, 0)) over so_far as cost_amount,
        sum(coalesce(s.cost, 0)) over so_far as cost,
        sum(coalesce(s.lines, 0)) over so_far as lines,
        sum(coalesce(s.costed_lines, 0)) over so_far as costed_lines
    from accounts a
    cross join periods p
    left join sums s on s.account_id = a.account_id and s.month = p.month
    window so_far as (partition by a.account_id order by p.month rows between unbounded preceding and current row)
),
windows as (
    select
        account_id,
        month,
        (amount - lag(amount, $span::int, 0) over by_month)::decimal(27, 6) as amount,
        (cost_amount - lag(cost_amount, $span::int, 0) over by_month)::decimal(27, 6) as cost_amount,
        (cost - lag(cost, $span::int, 0) over by_month)::decimal(27, 6) as cost,
        (lines - lag(lines, $span::int, 0) over by_month)::bigint as lines,
        (costed_lines - lag(costed_lines, $span::int, 0) over by_month)::bigint as costed_lines
    from running
    window by_month as (partition by account_id order by month)
),
pairs as (
    select
        account_id,
        month,
        amount,
        cost_amount - cost as margin,
        cost_amount,
        lines,
        costed_lines,
        lag(amount, 12, 0) over by_month as before_amount,
        lag(cost_amount - cost, 12, 0) over by_month as before_margin,
        lag(costed_lines, 12, 0) over by_month as before_costed_lines,
        lag(lines, 12, 0) over by_month as before_lines
    from windows
    window by_month as (partition by account_id order by month)
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
