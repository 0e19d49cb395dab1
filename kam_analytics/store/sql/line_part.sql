-- grain: one revenue line of one month (or one pending line) of the new version
-- key: source, invoice_id, line_no
-- inputs: old_month_part (the old part, or empty), touched, new_line, $month
with olds as (select * from old_month_part),

touched_keys as (select * from touched),

news as (select * from new_line),

carried as (
    select olds.*
    from olds
    anti join touched_keys on touched_keys.source = olds.source and touched_keys.invoice_id = olds.invoice_id
),

final as (
    select source, invoice_id, line_no, account_id, invoiced_on, product_id, quantity, amount, cost, currency
    from carried
    union all
    select source, invoice_id, line_no, account_id, invoiced_on, product_id, quantity, amount, cost, currency
    from news
    where cast(date_trunc('month', invoiced_on) as date) is not distinct from cast($month as date)
)

select * from final
order by account_id, invoiced_on, invoice_id, line_no, source
