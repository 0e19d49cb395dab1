-- grain: one account that has a record in any upload, and was not deleted
-- key: account_id
-- inputs: history (of accounts)
with changes as (select * from history where field in ('', 'deleted')),

newest as (
    select source, key, field, value
    from changes
    qualify row_number() over (partition by source, key, field order by known_at desc, precedence desc, upload desc) = 1
),

gone as (select source, key from newest where field = 'deleted' and value is not null),

final as (
    select if(newest.source = 'main', newest.key, newest.source || ':' || newest.key) as account_id
    from newest
    anti join gone on gone.source = newest.source and gone.key = newest.key
    where newest.field = ''
)

select * from final
order by account_id
