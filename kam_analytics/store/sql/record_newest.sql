-- grain: the newest value of one cell of a small table's record that is there and not deleted
-- key: source, key, field
-- inputs: history
with changes as (select * from history),

newest as (
    select source, key, field, value
    from changes
    qualify row_number() over (partition by source, key, field order by known_at desc, precedence desc, upload desc) = 1
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
