-- grain: one month of the history, quiet ones included; money in the base currency
-- key: month
-- inputs: money_month (marts), calendar
with money_months as (
    select * from money_month
),
months as (
    select * from calendar
),
totals as (
    select
        month,
        sum(amount) as amount,
        sum(amount) filter (where account_id is not null) as assigned,
        sum(amount) filter (where account_id is null) as unassigned,
        sum(cost) as cost,
        sum(cost_amount) as cost_amount,
        sum(lines) as lines,
        sum(invoices) as invoices,
        sum(credit_notes) as credit_notes,
        sum(credit_amount) as credit_amount,
        count(distinct entity_id) filter (where order_days > 0) as buying_accounts
    from money_months
    group by month
),
final as (
    select
        c.month,
        coalesce(t.amount, 0)::decimal(27, 6) as amount,
        coalesce(t.assigned, 0)::decimal(27, 6) as assigned,
        coalesce(t.unassigned, 0)::decimal(27, 6) as unassigned,
        t.cost::decimal(27, 6) as cost,
        coalesce(t.cost_amount, 0)::decimal(27, 6) as cost_amount,
        coalesce(t.lines, 0)::bigint as lines,
        coalesce(t.invoices, 0)::bigint as invoices,
        coalesce(t.credit_notes, 0)::bigint as credit_notes,
        coalesce(t.credit_amount, 0)::decimal(27, 6) as credit_amount,
        coalesce(t.buying_accounts, 0)::bigint as buying_accounts,
        c.recent,
        c.prior
    from months c
    left join totals t on t.month = c.month
)
select * from final
order by month
