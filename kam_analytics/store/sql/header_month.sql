-- grain: one month (or none) of touched invoices in the old version
-- key: month
-- inputs: old_header, candidate
with headers as (select * from old_header),

candidates as (select * from candidate where in_old and has_lines),

final as (
    select distinct cast(date_trunc('month', headers.invoiced_on) as date) as month
    from candidates
    left join headers on headers.source = candidates.source and headers.invoice_id = candidates.invoice_id
)

select * from final
order by month
