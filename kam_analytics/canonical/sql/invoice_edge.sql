-- grain: the first and the last invoice of a file, in file order
-- key: file, invoice_id
-- inputs: invoice_row
with rows as (select * from invoice_row),

kept as (select * from rows where outcome in ('accepted', 'unassigned')),

edges as (
    select file, arg_min(invoice_id, row) as first_invoice, arg_max(invoice_id, row) as last_invoice
    from kept
    group by file
),

final as (
    select file, first_invoice as invoice_id from edges
    union
    select file, last_invoice from edges
)

select * from final
order by file, invoice_id
