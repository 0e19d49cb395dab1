-- grain: one cohort at the end of one whole month: its largest accounts by money of the window
-- key: cohort, month
-- inputs: account_window (this room)
with windows as (
    select * from account_window
),
ranked as (
    select
        cohort,
        month,
        amount,
        row_number() over (partition by cohort, month order by amount desc, account_id) as place
    from windows
    where amount > 0
),
final as (
    select
        cohort,
        month,
        count(*) as buyers,
        sum(amount) filter (where place = 1)::double as top_1,
        sum(amount) filter (where place <= 10)::double as top_10,
        sum((amount * 10000)::hugeint * (amount * 10000)::hugeint)::double / 1e8 as squares
    from ranked
    group by cohort, month
)
select * from final
order by cohort, month
