-- grain: one file, outcome and currency, with its exact money
-- key: file, outcome, currency
-- inputs: invoice_row
with rows as (select * from invoice_row),

final as (
    select file, outcome, coalesce(currency, 'unstated') as currency, cast(sum(amount) as decimal(38, 4)) as amount
    from rows
    where amount is not null
    group by all
)

select * from final
order by file, outcome, currency
