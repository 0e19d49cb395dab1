-- grain: one visible opportunity, with its amount in the base currency
-- key: opportunity_id
-- inputs: deal (visible opportunities), rate (currency, month, rate), $base_currency
with deals as (select * from deal),

rates as (select * from rate),

newest as (
    select currency, max_by(rate, month) as rate
    from rates
    group by currency
),

final as (
    select
        deals.*,
        cast(
            cast(deals.amount as decimal(20, 4)) * case
                when coalesce(deals.currency, $base_currency) = $base_currency then 1
                when deals.status in ('won', 'lost') then rates.rate
                else newest.rate
            end as decimal(27, 6)
        ) as base_amount
    from deals
    left join rates
        on rates.currency = deals.currency
        and rates.month = date_trunc('month', deals.closed_on)
    left join newest on newest.currency = deals.currency
)

select * from final
order by opportunity_id
