-- grain: one visible account (or group) with contracts
-- key: account_id
-- inputs: contract, entity (account_id -> entity_id)
-- parameters: as_of
with contracts as (
    select * from contract
),
entities as (
    select * from entity
),
dated as (
    select
        e.entity_id,
        c.*,
        c.ends_on is null or c.ends_on >= $as_of as running
    from contracts c
    join entities e on e.account_id = c.account_id
    where coalesce(c.starts_on, $as_of) <= $as_of
),
final as (
    select
        entity_id as account_id,
        count(*) filter (where running) as contracts_active,
        count(*) filter (where running and ends_on is null) as contracts_evergreen,
        coalesce(sum(value) filter (where running), 0) as contract_value,
        date_diff('day', $as_of::date, min(ends_on) filter (where running)) as contract_days_to_end,
        count(*) filter (where not running and renewed is not null) as contracts_ended,
        count(*) filter (where not running and renewed) as contracts_renewed
    from dated
    group by entity_id
)
select * from final
order by account_id
