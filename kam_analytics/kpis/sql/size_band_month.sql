-- grain: one cohort and one size band at the end of one whole month; closed at the window's start, as retention_month
-- key: cohort, month, band (half a power of ten of the revenue at the start: 1,000 to 3,162, to 10,000 ...)
-- inputs: account_window (this room)
with windows as (
    select * from account_window
),
banded as (
    select *, floor(2 * log10(before_amount::double))::int as band
    from windows
    where before_amount > 0
),
final as (
    select
        cohort,
        month,
        band,
        count(*) as starters,
        sum(before_amount)::double as start_amount,
        sum(amount)::double as end_amount
    from banded
    where cohort <> 'all'
    group by cohort, month, band
)
select * from final
order by cohort, month, band
