-- grain: one mapped cell of one acceptable row of a small table, as text
-- key: file, row, field
-- inputs: draft_row (file, row, state, key, and the mapped columns)
with rows as (select * from draft_row),

good as (select * exclude (state) from rows where state = 'ok' and nullif(key, '') is not null),

texts as (
    select
        file, row, key, cast(null as varchar) as known_,
        cast(columns(* exclude (file, row, key)) as varchar)
    from good
),

cells as (
    from texts
    unpivot include nulls (value for field in (columns(* exclude (file, row, key))))
),

final as (
    select file, row, key, if(field = 'known_', '', field) as field, nullif(value, '') as value
    from cells
)

select * from final
order by file, row, field
