-- grain: one cell of a record as far as it can be known; the field '' says that the record exists
-- key: key, field
-- inputs: history, snapshot_field, $known_by (text; null: everything known)
-- A stable cell is the newest of all uploads; any other the newest known by then. Ids of other sources carry their name.
with changes as (select * from history),

snapshots as (select field from snapshot_field),

knowable as (
    select changes.*
    from changes
    left join snapshots on snapshots.field = changes.field
    where
        cast($known_by as varchar) is null
        or changes.known_at <= cast($known_by as varchar)
        or (snapshots.field is null and changes.field <> '')
),

newest as (
    select *
    from knowable
    qualify row_number() over (partition by source, key, field order by known_at desc, precedence desc, upload desc) = 1
),

final as (
    select if(source = 'main', key, source || ':' || key) as key, source, field, value
    from newest
)

select * from final
order by key, field
