-- grain: one invoice of a new upload that would lose lines: it holds a strict subset of them, or other lines altogether
-- key: invoice_id
-- inputs: draft_line, draft_index, line_choice and new_line (the invoices as they are), $place (of the new upload)
-- Only where the new upload would win: it is complete and the newest, or nothing complete is there.
-- Other lines altogether: none is the same, and most name articles that the known ones do not (a correction names the
-- same articles; without articles, as many lines).
with lines as (select * from draft_line),

indexed as (select * from draft_index where complete),

choices as (select * from line_choice),

olds as (select * from new_line),

beaten as (
    select choices.invoice_id
    from choices
    join indexed on indexed.invoice_id = choices.invoice_id
    group by choices.invoice_id
    having max(choices.place) < $place
),

news as (
    select invoice_id, product_id, quantity, amount, cost, currency, count(*) as copies
    from lines
    semi join beaten on beaten.invoice_id = lines.invoice_id
    group by all
),

known as (
    select invoice_id, product_id, quantity, amount, cost, currency, count(*) as copies
    from olds
    semi join beaten on beaten.invoice_id = olds.invoice_id
    group by all
),

news_products as (
    select
        news.invoice_id,
        count(distinct news.product_id) as products,
        count(distinct news.product_id) filter (where known.product_id is not null) as known_products
    from news
    left join known on known.invoice_id = news.invoice_id and known.product_id = news.product_id
    group by news.invoice_id
),

compared as (
    select
        coalesce(news.invoice_id, known.invoice_id) as invoice_id,
        coalesce(sum(news.copies), 0) as new_lines,
        coalesce(sum(known.copies), 0) as known_lines,
        coalesce(sum(least(coalesce(news.copies, 0), coalesce(known.copies, 0))), 0) as shared
    from news
    full join known
        on known.invoice_id = news.invoice_id
        and known.product_id is not distinct from news.product_id
        and known.quantity is not distinct from news.quantity
        and known.amount is not distinct from news.amount
        and known.cost is not distinct from news.cost
        and known.currency is not distinct from news.currency
    group by 1
),

final as (
    select compared.invoice_id, compared.shared > 0 as subset
    from compared
    left join news_products on news_products.invoice_id = compared.invoice_id
    where
        (shared > 0 and shared = new_lines and known_lines > new_lines)
        or (
            shared = 0 and new_lines > 0 and known_lines > 0
            and if(products > 0, 2 * known_products < products, new_lines <> known_lines)
        )
)

select * from final
order by invoice_id
