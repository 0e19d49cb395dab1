-- grain: one small table: rows in the new version, and keys that came, changed or went
-- inputs: old_record, new_record, old_account, new_account (ids that lines name; empty for other tables)
with old_cells as (
    select * from old_record
    union
    select * from old_account
),

new_cells as (
    select * from new_record
    union
    select * from new_account
),

keys as (
    select
        coalesce(o.source, n.source) as source,
        coalesce(o.key, n.key) as key,
        bool_or(o.key is not null) as was,
        bool_or(n.key is not null) as is_now,
        bool_or(o.value is distinct from n.value) as differs
    from old_cells as o
    full join new_cells as n on n.source = o.source and n.key = o.key and n.field = o.field
    group by 1, 2
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
