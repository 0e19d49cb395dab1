-- grain: one data row of one file, with the file's number
-- key: file, row
-- inputs: mapped_row (the mapped file and the empty table of all canonical columns), $file
with mapped as (select * from mapped_row),

final as (select cast($file as integer) as file, * from mapped)

select * from final
order by row
