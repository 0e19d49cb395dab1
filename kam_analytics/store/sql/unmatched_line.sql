-- grain: one account id that visible lines name and nobody knows, with its lines and its money in the base currency
-- key: account_id
-- inputs: seen_line, unknown (account_id), rate (currency, month, rate), $base_currency
with lines as (select * from seen_line),

ids as (select account_id from unknown),

rates as (select * from rate),

named as (
    select
        if(source = 'main', account_id, source || ':' || account_id) as account_id,
        coalesce(currency, $base_currency) as currency,
        cast(date_trunc('month', invoiced_on) as date) as month,
        count(*) as lines,
        cast(sum(amount) as decimal(20, 4)) as amount
    from lines
    where account_id is not null
    group by all
),

final as (
    select
        ids.account_id,
        sum(named.lines)::bigint as lines,
        cast(
            sum(named.amount * if(named.currency = $base_currency, 1, rates.rate)) as decimal(27, 6)
        ) as amount
    from named
    join ids on ids.account_id = named.account_id
    left join rates on rates.currency = named.currency and rates.month = named.month
    group by ids.account_id
)

select * from final
order by amount desc nulls last, account_id
