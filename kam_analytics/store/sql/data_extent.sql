-- grain: the version: first invoice date, latest one not after the newest upload, lines after that
-- key: none, it is one row
-- inputs: live_line, $newest (the day of the newest upload)
with lines as (select * from live_line),

final as (
    select
        min(invoiced_on) as data_from,
        max(invoiced_on) filter (where invoiced_on <= cast($newest as date)) as data_through,
        count(*) filter (where invoiced_on > cast($newest as date)) as later_events
    from lines
)

select * from final
order by data_from
