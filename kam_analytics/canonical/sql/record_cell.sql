-- grain: one mapped cell of one row of a small table that says something, as text; the field '' says that the record exists
-- key: file, row, field
-- inputs: draft_row (file, row, state, key, and the mapped columns)
-- A deleted record says that it is deleted, into which account it was merged, and then the number its invoices carry. A live one says that it is not (NULL), where the file has such a column.
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

merged as (select file, row from cells where field = 'master_account_id' and nullif(value, '') is not null),

final as (
    select file, row, key, if(field = 'known_', '', field) as field, nullif(value, '') as value
    from cells
    where
        state = 'ok' or field in ('deleted', 'master_account_id')
        or (field = 'account_number' and (file, row) in (select (file, row) from merged))
)

select * from final
order by file, row, field
