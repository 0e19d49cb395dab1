-- grain: one data row of an invoice upload, under its key in words
-- key: file, row
-- inputs: invoice_row
with rows as (select * from invoice_row),

final as (
    select
        file, row, outcome, other_file, other_row,
        if(numbered and line_no is not null, invoice_id || ' / ' || line_no, invoice_id) as key
    from rows
)

select * from final
order by file, row
