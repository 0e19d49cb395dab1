-- grain: the newest value of one cell of a small table's record that is there and not deleted
-- key: source, key, field
-- inputs: history
with changes as (select * from history),

uploads as (
    select upload, row_number() over (order by known_at, precedence, upload) as place
    from (select distinct known_at, precedence, upload from changes)
),

newest as (
    select changes.source, changes.key, changes.field, arg_max_null(changes.value, uploads.place) as value
    from changes
    join uploads on uploads.upload = changes.upload
    group by changes.source, changes.key, changes.field
),

existing as (select source, key from newest where field = ''),

gone as (select source, key from newest where field = 'deleted' and value is not null),

final as (
    select newest.*
    from newest
    semi join existing on existing.source = newest.source and existing.key = newest.key
    anti join gone on gone.source = newest.source and gone.key = newest.key
    where newest.field <> 'deleted'
)

select * from final
order by source, key, field
