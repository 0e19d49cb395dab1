-- grain: one key and mapped column of a small table's upload; the column '' says that the key exists
-- key: key, field
-- inputs: record_row, record_cell, $upload
with rows as (select * from record_row),

cells as (select * from record_cell),

live as (select distinct key from rows where outcome in ('accepted', 'unassigned')),

final as (
    select distinct cast($upload as varchar) as upload, cells.key, cells.field, cells.value
    from cells
    join rows using (file, row)
    left join live on live.key = cells.key
    where rows.outcome in ('accepted', 'unassigned') or (rows.outcome = 'deleted' and live.key is null)
)

select * from final
order by key, field
