-- grain: one invoice of an upload: its header half, and whether the upload holds all its lines
-- key: invoice_id
-- inputs: invoice_row, $upload, $half
with rows as (select * from invoice_row),

kept as (select * from rows where outcome in ('accepted', 'unassigned')),

broken as (select distinct invoice_id from rows where outcome in ('rejected', 'conflict', 'two_accounts')),

final as (
    select
        cast($upload as varchar) as upload,
        kept.invoice_id,
        $half <> 'line' as has_header,
        $half <> 'header' as has_lines,
        max(kept.account_id) as account_id,
        min(kept.invoiced_on) as invoiced_on,
        not bool_or(broken.invoice_id is not null) as complete,
        bool_and(kept.numbered) as numbered,
        false as partial
    from kept
    left join broken using (invoice_id)
    group by kept.invoice_id
)

select * from final
order by invoice_id
