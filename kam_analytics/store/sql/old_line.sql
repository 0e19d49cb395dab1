-- grain: one line of a touched invoice in the old version
-- key: source, invoice_id, line_no
-- inputs: old_part (old parts of the months of touched invoices), touched
with lines as (select * from old_part),

touched_keys as (select * from touched),

final as (
    select lines.*
    from lines
    semi join touched_keys on touched_keys.source = lines.source and touched_keys.invoice_id = lines.invoice_id
)

select * from final
order by source, invoice_id, line_no
