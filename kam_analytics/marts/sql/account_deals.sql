-- grain: one visible account (or group) with opportunities
-- key: account_id
-- inputs: opportunity (base_amount: in the base currency), opportunity_event, entity (account_id -> entity_id)
-- parameters: as_of
with deals as (
    select * from opportunity
),
events as (
    select * from opportunity_event
),
entities as (
    select * from entity
),
stage_events as (
    select
        opportunity_id,
        changed_on,
        nullif(trim(old), '') as old_stage,
        nullif(trim(new), '') as new_stage
    from events
    where regexp_replace(lower(field), '[^a-z]', '', 'g') in ('stage', 'stagename', 'dealstage')
),
last_stage as (
    select opportunity_id, max_by(new_stage, (changed_on, new_stage)) as stage
    from stage_events
    where new_stage is not null
    group by opportunity_id
),
-- money of a deal without a rate, or not known then, is left out and counted
known as (
    select
        e.entity_id,
        d.opportunity_id,
        d.status,
        coalesce(nullif(trim(d.stage), ''), s.stage, '') as stage,
        d.base_amount as amount,
        d.closed_on > $as_of::date - interval 24 month as recent,
        d.closed_on > $as_of::date - interval 12 month as lately,
        date_diff('day', d.closed_on, $as_of::date) as closed_age,
        date_diff('day', d.created_on, $as_of::date) as created_age
    from deals d
    join entities e on e.account_id = d.account_id
    left join last_stage s on s.opportunity_id = d.opportunity_id
),
open_stages as (
    select
        entity_id,
        stage,
        count(*) as deals,
        count(*) filter (where amount is null) as unvalued,
        coalesce(sum(amount), 0)::double as amount
    from known
    where status = 'open'
    group by entity_id, stage
),
-- stages that a closed deal went through: where no event says it, the stage it closed in
reached as (
    select k.entity_id, k.opportunity_id, k.status, s.stage, true as tracked
    from known k
    join (
        select opportunity_id, old_stage as stage from stage_events
        union
        select opportunity_id, new_stage from stage_events
    ) s on s.opportunity_id = k.opportunity_id
    where k.status in ('won', 'lost') and s.stage is not null
    union all
    select entity_id, opportunity_id, status, stage, false
    from known
    where status in ('won', 'lost') and stage <> '' and opportunity_id not in (select opportunity_id from stage_events)
),
closed_stages as (
    select
        entity_id,
        stage,
        tracked,
        count(*) filter (where status = 'won') as won,
        count(*) filter (where status = 'lost') as lost
    from reached
    group by entity_id, stage, tracked
),
open_lists as (
    select
        entity_id,
        list(
            {'stage': stage, 'deals': deals, 'unvalued': unvalued, 'amount': round(amount, 6)} order by stage
        ) as stages
    from open_stages
    group by entity_id
),
closed_lists as (
    select
        entity_id,
        list({'stage': stage, 'tracked': tracked, 'won': won, 'lost': lost} order by stage, tracked) as stages
    from closed_stages
    group by entity_id
),
sums as (
    select
        entity_id,
        count(*) filter (where status = 'open') as open_deals,
        count(*) filter (where status = 'open' and amount is null) as open_deals_unvalued,
        sum(amount) filter (where status = 'open') as open_amount,
        count(*) filter (where status = 'won') as won_deals,
        count(*) filter (where status = 'lost') as lost_deals,
        count(*) filter (where status = 'won' and recent) as won_24m,
        count(*) filter (where status = 'lost' and recent) as lost_24m,
        sum(amount) filter (where status = 'won' and recent) as won_amount_24m,
        sum(amount) filter (where status = 'lost' and recent) as lost_amount_24m,
        count(*) filter (where status in ('won', 'lost') and recent and amount is null) as closed_unvalued_24m,
        count(*) filter (where status = 'won' and recent and amount is not null) as won_valued_24m,
        count(*) filter (where status = 'won' and lately) as won_12m,
        count(*) filter (where status = 'lost' and lately) as lost_12m,
        count(*) filter (where status = 'won' and closed_age between 0 and 179) as won_180d,
        count(*) filter (where status = 'won' and closed_age between 180 and 719) as won_540d_before,
        count(*) filter (where created_age between 0 and 179) as deals_new_180d,
        count(*) filter (where created_age between 180 and 719) as deals_new_540d_before
    from known
    group by entity_id
),
final as (
    select s.entity_id as account_id, s.* exclude (entity_id), o.stages as open_stages, c.stages as closed_stages
    from sums s
    left join open_lists o on o.entity_id = s.entity_id
    left join closed_lists c on c.entity_id = s.entity_id
)
select * from final
order by account_id
