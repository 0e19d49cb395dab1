-- grain: one account id that visible lines name and nobody knows, with its lines and its money in the base currency
-- key: account_id
-- inputs: seen_line, unknown (account_id), $base_currency
with lines as (select * from seen_line),

ids as (select account_id from unknown),

named as (
    select
        if(source = 'main', account_id, source || ':' || account_id) as account_id,
        coalesce(currency, $base_currency) as currency,
        amount
    from lines
    where account_id is not null
),

final as (
    select
        ids.account_id,
        count(*) as lines,
        cast(sum(named.amount) filter (where named.currency = $base_currency) as decimal(18, 4)) as amount
    from named
    join ids on ids.account_id = named.account_id
    group by ids.account_id
)

select * from final
order by amount desc nulls last, account_id
