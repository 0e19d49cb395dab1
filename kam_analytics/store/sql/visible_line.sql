-- grain: one revenue line of a part, dated on or before the cut
-- key: source, invoice_id, line_no
-- inputs: part_line, $cut
with lines as (select * from part_line),

final as (select * from lines where invoiced_on <= cast($cut as date))

select * from final
order by account_id, invoiced_on, invoice_id, line_no, source
