-- grain: one id that a row names an account by, which is no account's id but reads like an account's name
-- key: source, external_id, account_id
-- inputs: account_history, named_history (history of the other tables), named_line (source, account_id of lines)
with changes as (select * from account_history),

others as (select * from named_history),

lines as (select distinct source, account_id from named_line),

newest as (
    select source, key, value
    from changes
    where field = 'name'
    qualify row_number() over (partition by source, key order by known_at desc, precedence desc, upload desc) = 1
),

names as (
    select
        source, key as account_id,
        lower(trim(regexp_replace(nfc_normalize(value), '\s+', ' ', 'g'))) as name
    from newest
    where value is not null
),

referred as (
    select source, account_id as external_id from lines where account_id is not null
    union
    select source, value as external_id from others where field = 'account_id' and value is not null
    union
    select source, value as external_id from changes where field = 'parent_account_id' and value is not null
),

unknown as (
    select
        source, external_id,
        lower(trim(regexp_replace(nfc_normalize(external_id), '\s+', ' ', 'g'))) as name
    from referred
    anti join changes on changes.source = referred.source and changes.key = referred.external_id
),

final as (
    select
        unknown.source, unknown.external_id,
        if(names.source = 'main', names.account_id, names.source || ':' || names.account_id) as account_id
    from unknown
    inner join names on names.source = unknown.source and names.name = unknown.name
)

select * from final
order by source, external_id, account_id
