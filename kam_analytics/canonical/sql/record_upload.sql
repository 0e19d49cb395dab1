-- grain: one key and mapped column of a small table's upload; the column '' says that the key exists
-- key: key, field
-- inputs: record_row, record_cell, $upload
with rows as (select * from record_row),

cells as (select * from record_cell),

final as (
    select cast($upload as varchar) as upload, cells.key, cells.field, cells.value
    from cells
    join rows using (file, row)
    where rows.outcome = 'accepted'
)

select * from final
order by key, field
