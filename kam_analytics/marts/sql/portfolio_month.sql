-- grain: one month of the history, quiet ones included; money in the base currency
-- key: month
-- inputs: account_month (marts), entity (account_id -> entity_id), calendar
-- parameters: base_currency
with account_months as (
    select * from account_month
),
entities as (
    select * from entity
),
months as (
    select * from calendar
),
resolved as (
    select m.*, e.entity_id
    from account_months m
    left join entities e on e.account_id = case when m.source = 'main' then m.account_id else m.source || ':' || m.account_id end
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
    from resolved
    where coalesce(currency, $base_currency) = $base_currency
    group by month
),
final as (
    select
        c.month,
        coalesce(t.amount, 0)::decimal(18, 4) as amount,
        coalesce(t.assigned, 0)::decimal(18, 4) as assigned,
        coalesce(t.unassigned, 0)::decimal(18, 4) as unassigned,
        t.cost::decimal(18, 4) as cost,
        coalesce(t.cost_amount, 0)::decimal(18, 4) as cost_amount,
        coalesce(t.lines, 0)::bigint as lines,
        coalesce(t.invoices, 0)::bigint as invoices,
        coalesce(t.credit_notes, 0)::bigint as credit_notes,
        coalesce(t.credit_amount, 0)::decimal(18, 4) as credit_amount,
        coalesce(t.buying_accounts, 0)::bigint as buying_accounts,
        c.recent,
        c.prior
    from months c
    left join totals t on t.month = c.month
)
select * from final
order by month
