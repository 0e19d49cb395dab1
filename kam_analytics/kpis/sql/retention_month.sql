-- grain: one cohort, closed at the window's start over accounts with revenue in the same window a year before, at the end of
--        one whole month; the lost counted with zero
-- key: cohort, month
-- inputs: account_window (this room)
-- parameters: grown (from which multiple on an account counts as grown)
with windows as (
    select * from account_window
),
closed as (
    select * from windows
    where before_amount > 0
),
final as (
    select
        cohort,
        month,
        count(*) as starters,
        count(*) filter (where amount <= 0) as lost,
        count(*) filter (where amount >= before_amount * $grown::decimal(4, 2)) as grown,
        count(*) filter (where before_margin > 0) as margin_starters,
        count(*) filter (where before_margin > 0 and margin >= before_margin * $grown::decimal(4, 2)) as margin_grown,
        sum(before_amount)::double as start_amount,
        sum(amount)::double as end_amount,
        sum(greatest(amount - before_amount, 0))::double as expansion,
        sum(case when amount > 0 then greatest(before_amount - amount, 0) else 0 end)::double as contraction,
        sum(case when amount <= 0 then before_amount else 0 end)::double as churn,
        sum(least(amount, 0))::double as net_credits,
        sum(greatest(least(amount, before_amount), 0))::double as kept,
        sum(before_margin)::double as start_margin,
        sum(margin)::double as end_margin,
        sum(before_costed_lines)::bigint as start_costed_lines,
        sum(costed_lines)::bigint as end_costed_lines,
        sum(lines + before_lines - costed_lines - before_costed_lines)::bigint as uncosted_lines
    from closed
    group by cohort, month
)
select * from final
order by cohort, month
