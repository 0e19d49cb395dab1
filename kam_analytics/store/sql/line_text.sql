-- grain: one revenue line as text cells
-- key: invoice_id, line_no
-- inputs: shown_line (live and pending parts)
with lines as (select * from shown_line),

named as (
    select
        if(source = 'main', invoice_id, source || ':' || invoice_id) as invoice_id,
        line_no as number,
        if(source = 'main', account_id, source || ':' || account_id) as account_id,
        invoiced_on,
        if(source = 'main', product_id, source || ':' || product_id) as product_id,
        quantity, amount, cost, currency
    from lines
),

final as (
    select
        invoice_id, number,
        cast(number as varchar) as line_no,
        coalesce(account_id, '') as account_id,
        coalesce(cast(invoiced_on as varchar), '') as invoiced_on,
        coalesce(product_id, '') as product_id,
        coalesce(
            if(quantity = trunc(quantity) and abs(quantity) < 1e15,
                cast(cast(quantity as bigint) as varchar),
                cast(quantity as varchar)),
            ''
        ) as quantity,
        coalesce(cast(amount as varchar), '') as amount,
        coalesce(cast(cost as varchar), '') as cost,
        coalesce(currency, '') as currency,
        case when invoiced_on is null then 'pending' when account_id is null then 'unassigned' else 'ok' end as state
    from named
)

select * from final
order by invoice_id, number
