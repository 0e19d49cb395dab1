-- grain: the version: first and latest day on which an opportunity was won with an amount, and how many after that
-- key: none, it is one row
-- inputs: newest_cell (newest cells of opportunities), $newest (the day of the newest upload)
with cells as (select * from newest_cell),

deals as (
    select
        source, key,
        max(value) filter (where field = 'status') as status,
        max(value) filter (where field = 'amount') as amount,
        cast(max(value) filter (where field = 'closed_on') as date) as closed_on
    from cells
    group by source, key
),

final as (
    select
        min(closed_on) as data_from,
        max(closed_on) filter (where closed_on <= cast($newest as date)) as data_through,
        count(*) filter (where closed_on > cast($newest as date)) as later_events
    from deals
    where status = 'won' and amount is not null
)

select * from final
order by data_from
