-- grain: one cohort at the end of one whole month: money of the window, and of lines with a cost
-- key: cohort, month
-- inputs: account_window (this room)
with windows as (
    select * from account_window
),
final as (
    select
        cohort,
        month,
        count(*) filter (where lines > 0) as accounts,
        sum(amount)::double as revenue,
        sum(margin)::double as margin,
        sum(cost_amount)::double as cost_amount,
        sum(lines)::bigint as lines,
        sum(costed_lines)::bigint as costed_lines
    from windows
    group by cohort, month
)
select * from final
order by cohort, month
