-- grain: one account that has a record in any upload, and was not deleted
-- key: account_id
-- inputs: account_record (newest cells)
with cells as (select * from account_record),

final as (
    select distinct if(source = 'main', key, source || ':' || key) as account_id
    from cells
    where field = ''
)

select * from final
order by account_id
