-- grain: one line of an upload, under the upload's final id
-- key: invoice_id, line_no
-- inputs: upload_line, $upload
with lines as (select * from upload_line),

final as (select * replace (cast($upload as varchar) as upload) from lines)

select * from final
order by invoice_id, line_no
