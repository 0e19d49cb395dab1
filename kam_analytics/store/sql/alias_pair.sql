-- grain: one other id of an account, as a file of aliases, a merged record or the number of an account tells it
-- key: origin, source, external_id, account_id
-- inputs: alias_history, account_history
with told as (select * from alias_history),

changes as (select * from account_history),

newest_told as (
    select source, key, field, value, known_at, precedence, upload
    from told
    qualify row_number() over (partition by source, key, field order by known_at desc, precedence desc, upload desc) = 1
),

withdrawn as (select source, key from newest_told where field = 'deleted' and value is not null),

listed as (
    select
        'alias' as origin,
        split_part(key, chr(31), 1) as source,
        split_part(key, chr(31), 2) as external_id,
        if(source = 'main', value, source || ':' || value) as account_id
    from newest_told
    anti join withdrawn on withdrawn.source = newest_told.source and withdrawn.key = newest_told.key
    where field = 'account_id'
    qualify row_number() over (partition by key order by known_at desc, precedence desc, upload desc) = 1
),

newest as (
    select source, key, field, value
    from changes
    where field in ('account_number', 'master_account_id')
    qualify row_number() over (partition by source, key, field order by known_at desc, precedence desc, upload desc) = 1
),

merged as (
    select
        'master' as origin, source, key as external_id,
        if(source = 'main', value, source || ':' || value) as account_id
    from newest
    where field = 'master_account_id'
),

numbered as (
    select
        'number' as origin, 'main' as source, value as external_id,
        if(source = 'main', key, source || ':' || key) as account_id
    from newest
    where field = 'account_number'
),

final as (
    select * from listed where account_id is not null
    union all
    select * from merged where account_id is not null
    union all
    select * from numbered where external_id is not null
)

select * from final
order by origin, source, external_id, account_id
