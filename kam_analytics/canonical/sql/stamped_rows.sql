-- grain: one key and mapped column of an upload, under the upload's final id
-- key: key, field
-- inputs: upload_rows, $upload
with cells as (select * from upload_rows),

final as (select * replace (cast($upload as varchar) as upload) from cells)

select * from final
order by key, field
