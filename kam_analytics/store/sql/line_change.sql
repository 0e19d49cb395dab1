-- grain: one line key of touched invoices, with its month before and after and what happened to it
-- key: source, invoice_id, line_no
-- inputs: old_line, new_line
-- A line that waits for its header (no date) is not in the figures: it counts as absent.
with olds as (select * from old_line),

news as (select * from new_line),

paired as (
    select
        o.invoice_id is not null as was,
        n.invoice_id is not null as is_now,
        o.invoiced_on as old_on,
        n.invoiced_on as new_on,
        o.account_id is not distinct from n.account_id
        and o.invoiced_on is not distinct from n.invoiced_on
        and o.product_id is not distinct from n.product_id
        and o.quantity is not distinct from n.quantity
        and o.amount is not distinct from n.amount
        and o.cost is not distinct from n.cost
        and o.currency is not distinct from n.currency as equal
    from olds as o
    full join news as n on n.source = o.source and n.invoice_id = o.invoice_id and n.line_no = o.line_no
),

final as (
    select
        was, is_now,
        cast(date_trunc('month', old_on) as date) as old_month,
        cast(date_trunc('month', new_on) as date) as new_month,
        case
            when was and is_now and equal then 'same'
            when old_on is null and new_on is null then 'pending'
            when old_on is null then 'added'
            when new_on is null then 'retired'
            else 'updated'
        end as change,
        count(*) as lines
    from paired
    group by all
)

select * from final
order by old_month, new_month, change, was, is_now
