-- grain: one touched invoice in one upload, with the upload's place and whether old and new version hold it
-- key: upload, invoice_id
-- inputs: upload_index, upload_order, touched
with indexed as (select * from upload_index),

uploads as (select * from upload_order),

touched_keys as (select * from touched),

final as (
    select uploads.source, uploads.place, uploads.in_old, uploads.in_new, indexed.*
    from indexed
    join uploads on uploads.upload = indexed.upload
    semi join touched_keys on touched_keys.source = uploads.source and touched_keys.invoice_id = indexed.invoice_id
)

select * from final
order by upload, invoice_id
