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
-- the first contract that begins within 90 days of the end of another follows it
followed as (
    select
        a.entity_id,
        a.contract_id,
        a.value,
        min_by(b.value, (b.starts_on, b.contract_id)) as value_after
    from dated a
    join dated b
        on b.entity_id = a.entity_id
        and b.contract_id <> a.contract_id
        and b.starts_on between a.ends_on - 90 and a.ends_on + 90
        and b.starts_on > coalesce(a.starts_on, date '0001-01-01')
    where not a.running and a.value > 0
    group by a.entity_id, a.contract_id, a.value
),
changes as (
    select
        entity_id,
        count(value_after) as renewals_valued,
        round(sum(value_after)::double / sum(value) filter (where value_after is not null)::double - 1, 6) as renewal_change
    from followed
    group by entity_id
),
sums as (
    select
        entity_id,
        count(*) filter (where running) as contracts_active,
        count(*) filter (where running and ends_on is null) as contracts_evergreen,
        coalesce(sum(value) filter (where running), 0) as contract_value,
        date_diff('day', $as_of::date, min(ends_on) filter (where running)) as contract_days_to_end,
        count(*) filter (where not running and renewed is not null) as contracts_ended,
        count(*) filter (where not running and renewed) as contracts_renewed
    from dated
    group by entity_id
),
final as (
    select s.entity_id as account_id, s.* exclude (entity_id), c.renewals_valued, c.renewal_change
    from sums s
    left join changes c on c.entity_id = s.entity_id
)
select * from final
order by account_id
