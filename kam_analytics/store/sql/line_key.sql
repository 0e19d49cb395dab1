-- grain: one account that visible lines name, by its own id or by another one
-- key: account_id
-- inputs: seen_line, alias (external_id, account_id)
with lines as (select * from seen_line),

aliases as (select * from alias),

named as (
    select distinct if(source = 'main', account_id, source || ':' || account_id) as account_id
    from lines
    where account_id is not null
),

final as (
    select distinct coalesce(aliases.account_id, named.account_id) as account_id
    from named
    left join aliases on aliases.external_id = named.account_id
)

select * from final
order by account_id
