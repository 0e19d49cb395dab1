-- grain: one mapped cell of one row of a small table that says something, as text; the field '' says that the record exists
-- key: file, row, field
-- inputs: draft_row (file, row, state, key, and the mapped columns)
-- A deleted record says that it is deleted, and into which account it was merged. A live one says that it is not (NULL), where the file has such a column.
with rows as (select * from draft_row),

good as (select * from rows where state in ('ok', 'deleted') and nullif(key, '') is not null),

texts as (
    select
        file, row, key, state, cast(null as varchar) as known_,
        cast(columns(* exclude (file, row, key, state)) as varchar)
    from good
),

cells as (
    from texts
    unpivot include nulls (value for field in (columns(* exclude (file, row, key, state))))
),

final as (
    select file, row, key, if(field = 'known_', '', field) as field, nullif(value, '') as value
    from cells
    where state = 'ok' or field in ('deleted', 'master_account_id')
)

select * from final
order by file, row, field
