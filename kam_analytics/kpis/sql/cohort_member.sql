-- grain: one account (or group) listed as a key account on the first day of one window; with two kinds on one day it counts
--        as existing
-- key: month, account_id
-- inputs: period (month, opens_on), listing (account_id, kind, since, until; both ends included), entity
with periods as (
    select * from period
),
listings as (
    select * from listing
),
entities as (
    select * from entity
),
kinds as (
    select
        p.month,
        coalesce(e.entity_id, l.account_id) as account_id,
        min(case l.kind when 'existing' then 0 when 'emerging' then 1 else 2 end) as kind
    from periods p
    join listings l on l.since <= p.opens_on and (l.until is null or l.until >= p.opens_on)
    left join entities e on e.account_id = l.account_id
    group by p.month, coalesce(e.entity_id, l.account_id)
),
final as (
    select
        month,
        account_id,
        case kind
            when 0 then ['all', 'key', 'existing']
            when 1 then ['all', 'key', 'emerging']
            else ['all', 'key']
        end as cohorts
    from kinds
)
select * from final
order by month, account_id
