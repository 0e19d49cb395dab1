-- grain: one account id that visible lines name
-- key: account_id
-- inputs: seen_line
with lines as (select * from seen_line),

final as (
    select distinct if(source = 'main', account_id, source || ':' || account_id) as account_id
    from lines
    where account_id is not null
)

select * from final
order by account_id
