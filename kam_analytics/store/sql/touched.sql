-- grain: one invoice of an upload that comes or goes
-- key: source, invoice_id
-- inputs: changed_index (indexes of those uploads), upload_order
with changed as (select * from changed_index),

uploads as (select * from upload_order),

final as (
    select distinct uploads.source, changed.invoice_id
    from changed
    join uploads on uploads.upload = changed.upload
)

select * from final
order by source, invoice_id
