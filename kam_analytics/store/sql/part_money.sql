-- grain: one currency of one part (empty: none stated)
-- key: currency
-- inputs: line_part
with lines as (select * from line_part),

final as (
    select
        coalesce(currency, '') as currency,
        min(invoiced_on) as first_on,
        max(invoiced_on) as last_on,
        count(*) as lines,
        cast(coalesce(sum(amount), 0) as decimal(38, 4)) as amount,
        count(account_id) as assigned_lines,
        cast(coalesce(sum(amount) filter (where account_id is not null), 0) as decimal(38, 4)) as assigned_amount
    from lines
    group by 1
)

select * from final
order by currency
