-- grain: one data row of a small table's upload
-- key: file, row
-- inputs: record_row
with rows as (select * from record_row),

final as (select file, row, outcome, other_file, other_row, key from rows)

select * from final
order by file, row
