-- grain: one line of a touched invoice in the new version
-- key: source, invoice_id, line_no
-- inputs: upload_line, line_choice, new_header
-- Of an invoice that several uploads hold parts of: per line number the newest, else per content the larger count.
with lines as (select * from upload_line),

choices as (select * from line_choice),

headers as (select * from new_header),

chosen as (
    select choices.source, choices.place, choices.shared, choices.numbered, lines.*
    from lines
    join choices on choices.upload = lines.upload and choices.invoice_id = lines.invoice_id
),

whole as (
    select source, invoice_id, line_no, product_id, quantity, amount, cost, currency
    from chosen
    where not shared
),

numbered_parts as (
    select source, invoice_id, line_no, product_id, quantity, amount, cost, currency
    from chosen
    where shared and numbered
    qualify row_number() over (partition by source, invoice_id, line_no order by place desc) = 1
),

counted as (
    select source, invoice_id, product_id, quantity, amount, cost, currency, upload, count(*) as copies
    from chosen
    where shared and not numbered
    group by all
),

most as (
    select source, invoice_id, product_id, quantity, amount, cost, currency, max(copies) as copies
    from counted
    group by all
),

expanded as (select * exclude (copies), unnest(range(copies)) as copy from most),

parts as (
    select
        source, invoice_id,
        cast(
            row_number() over (
                partition by source, invoice_id
                order by product_id, quantity, amount, cost, currency, copy
            )
            as integer
        ) as line_no,
        product_id, quantity, amount, cost, currency
    from expanded
),

together as (
    select * from whole
    union all
    select * from numbered_parts
    union all
    select * from parts
),

final as (
    select
        together.source, together.invoice_id, together.line_no,
        if(headers.invoiced_on is null, null, headers.account_id) as account_id,
        headers.invoiced_on,
        together.product_id, together.quantity, together.amount, together.cost, together.currency
    from together
    left join headers on headers.source = together.source and headers.invoice_id = together.invoice_id
)

select * from final
order by source, invoice_id, line_no
