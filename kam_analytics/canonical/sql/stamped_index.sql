-- grain: one invoice of an upload, under the upload's final id and with its partial invoices marked
-- key: invoice_id
-- inputs: upload_index, partial_invoice, $upload
with invoices as (select * from upload_index),

partials as (select * from partial_invoice),

final as (
    select * replace (cast($upload as varchar) as upload, invoice_id in (select invoice_id from partials) as partial)
    from invoices
)

select * from final
order by invoice_id
