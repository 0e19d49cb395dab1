-- grain: the currency that most opportunities state
-- key: none, it is one row or none
-- inputs: newest_cell (newest cells of opportunities)
with cells as (select * from newest_cell),

counts as (
    select value as currency, count(*) as deals
    from cells
    where field = 'currency' and value <> ''
    group by value
),

final as (
    select currency
    from counts
    qualify row_number() over (order by deals desc, currency) = 1
)

select * from final
order by currency
