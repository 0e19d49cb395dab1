-- grain: one small table: rows in the new version, and keys that came, changed or went
-- key: none, it is one row
-- inputs: old_record, new_record, old_account, new_account (ids that lines name; empty for other tables), old_alias,
--         new_alias (other ids of accounts, which count as the account they mean; empty for other tables)
with old_shown as (
    select if(source = 'main', key, source || ':' || key) as key, field, value from old_record
),

old_named as (
    select if(source = 'main', key, source || ':' || key) as key, field, value from old_account
),

new_shown as (
    select if(source = 'main', key, source || ':' || key) as key, field, value from new_record
),

new_named as (
    select if(source = 'main', key, source || ':' || key) as key, field, value from new_account
),

old_cells as (
    select old_shown.* from old_shown anti join old_alias on old_alias.external_id = old_shown.key
    union
    select coalesce(old_alias.account_id, old_named.key), old_named.field, old_named.value
    from old_named
    left join old_alias on old_alias.external_id = old_named.key
),

new_cells as (
    select new_shown.* from new_shown anti join new_alias on new_alias.external_id = new_shown.key
    union
    select coalesce(new_alias.account_id, new_named.key), new_named.field, new_named.value
    from new_named
    left join new_alias on new_alias.external_id = new_named.key
),

keys as (
    select
        coalesce(o.key, n.key) as key,
        bool_or(o.key is not null) as was,
        bool_or(n.key is not null) as is_now,
        bool_or(o.value is distinct from n.value) as differs
    from old_cells as o
    full join new_cells as n on n.key = o.key and n.field = o.field
    group by 1
),

final as (
    select
        count(*) filter (where is_now) as rows,
        count(*) filter (where is_now and not was) as added,
        count(*) filter (where is_now and was and differs) as updated,
        count(*) filter (where was and not is_now) as retired
    from keys
)

select * from final
order by rows
