-- grain: one account of one source in one month and one currency; lines without an account make one row with account_id NULL
-- key: source, account_id, month, currency
-- inputs: revenue_line_part (one canonical part)
with lines as (
    select * from revenue_line_part
),
invoices as (
    select
        source,
        account_id,
        date_trunc('month', invoiced_on)::date as month,
        currency,
        invoice_id,
        sum(amount) as amount,
        sum(cost) as cost,
        sum(amount) filter (where cost is not null) as cost_amount,
        count(*) as lines,
        count(cost) as costed_lines,
        sum(-amount) filter (where amount < 0) as credit_amount,
        min(invoiced_on) as first_on,
        max(invoiced_on) as last_on
    from lines
    group by all
),
order_days as (
    select
        source,
        account_id,
        date_trunc('month', invoiced_on)::date as month,
        currency,
        count(distinct invoiced_on) filter (where amount > 0) as order_days
    from lines
    group by all
),
final as (
    select
        i.source,
        i.account_id,
        i.month,
        i.currency,
        sum(i.amount)::decimal(18, 4) as amount,
        sum(i.cost)::decimal(18, 4) as cost,
        coalesce(sum(i.cost_amount), 0)::decimal(18, 4) as cost_amount,
        sum(i.lines)::bigint as lines,
        sum(i.costed_lines)::bigint as costed_lines,
        count(*) filter (where i.amount >= 0) as invoices,
        count(*) filter (where i.amount < 0) as credit_notes,
        coalesce(sum(i.credit_amount), 0)::decimal(18, 4) as credit_amount,
        max(d.order_days) as order_days,
        min(i.first_on) as first_on,
        max(i.last_on) as last_on
    from invoices i
    join order_days d
        on i.source = d.source
        and i.month = d.month
        and i.account_id is not distinct from d.account_id
        and i.currency is not distinct from d.currency
    group by i.source, i.account_id, i.month, i.currency
)
select * from final
order by source, account_id nulls first, month, currency nulls first
