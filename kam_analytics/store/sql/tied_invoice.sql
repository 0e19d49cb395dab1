-- grain: one invoice that two uploads of the same rank tell differently
-- key: invoice_id
-- inputs: index_a, index_b, line_a, line_b (of two uploads of one source)
with first_index as (select * from index_a),

second_index as (select * from index_b),

headers as (
    select a.invoice_id
    from first_index as a
    join second_index as b on b.invoice_id = a.invoice_id
    where
        a.has_header and b.has_header
        and (a.account_id is distinct from b.account_id or a.invoiced_on is distinct from b.invoiced_on)
),

common as (
    select a.invoice_id
    from first_index as a
    join second_index as b on b.invoice_id = a.invoice_id
    where a.has_lines and b.has_lines
),

first_lines as (
    select invoice_id, product_id, quantity, amount, cost, currency
    from line_a
    semi join common on common.invoice_id = line_a.invoice_id
),

second_lines as (
    select invoice_id, product_id, quantity, amount, cost, currency
    from line_b
    semi join common on common.invoice_id = line_b.invoice_id
),

final as (
    select invoice_id from headers
    union
    select invoice_id from (select * from first_lines except all select * from second_lines)
    union
    select invoice_id from (select * from second_lines except all select * from first_lines)
)

select * from final
order by invoice_id
