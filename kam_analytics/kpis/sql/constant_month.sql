-- grain: one cohort, closed as in retention_month, at the end of one whole month: what its money of other currencies would be
--        at the rates of a year before
-- key: cohort, month
-- inputs: account_window, money_month (marts), period (month, opens_on)
with windows as (
    select cohort, month, account_id from account_window
    where before_amount > 0
),
money as (
    select * from money_month
    where is_foreign and entity_id is not null
),
periods as (
    select * from period
),
-- the period itself, and how much of it has no rate a year before
foreign_money as (
    select
        m.entity_id as account_id,
        p.month,
        sum(m.amount_before_rate - m.amount) as difference,
        sum(m.lines) as lines,
        coalesce(sum(m.lines) filter (where m.amount_before_rate is null), 0) as lines_without_rate
    from money m
    join periods p on m.month between p.opens_on and p.month
    group by m.entity_id, p.month
),
final as (
    select
        w.cohort,
        w.month,
        coalesce(sum(f.difference), 0)::double as rate_difference,
        sum(f.lines)::bigint as foreign_lines,
        sum(f.lines_without_rate)::bigint as lines_without_rate
    from windows w
    join foreign_money f on f.account_id = w.account_id and f.month = w.month
    group by w.cohort, w.month
)
select * from final
order by cohort, month
