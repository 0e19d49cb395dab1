-- grain: one account id that lines name, as a record without cells
-- key: source, key
-- inputs: live_line
with lines as (select * from live_line),

final as (
    select distinct source, account_id as key, '' as field, cast(null as varchar) as value
    from lines
    where account_id is not null
)

select * from final
order by source, key
