-- grain: one line of one invoice in an upload; lines without numbers are numbered by what they say
-- key: invoice_id, line_no
-- inputs: invoice_row, $upload
with rows as (select * from invoice_row),

kept as (select * from rows where outcome in ('accepted', 'unassigned')),

final as (
    select
        cast($upload as varchar) as upload,
        invoice_id,
        if(
            numbered,
            line_no,
            cast(
                row_number() over (partition by invoice_id order by product_id, quantity, amount, cost, currency)
                as integer
            )
        ) as line_no,
        product_id, quantity, amount, cost, currency
    from kept
)

select * from final
order by invoice_id, line_no
