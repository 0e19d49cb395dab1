-- grain: one visible account (or group), with its money and its orders in windows of days that end at a date
-- key: account_id
-- inputs: account_day (marts), entity (account_id -> entity_id)
-- parameters: as_of, history_days, annual_90, annual_180, annual_365 (a year over the sum of the weights seen)
with days as (
    select * from account_day
),
entities as (
    select * from entity
),
aged as (
    select *, date_diff('day', day, $as_of::date) as age
    from days
    where day <= $as_of
),
-- sums of decimals and of decimal weights are exact, so their order does not matter
sums as (
    select
        entity_id,
        sum(amount) filter (where age < 45) as revenue_45d,
        sum(amount) filter (where age < 91) as revenue_91d,
        sum(amount) filter (where age < 182) as revenue_182d,
        sum(amount) filter (where age < 364) as revenue_364d,
        sum(amount) filter (where age < 728) as revenue_728d,
        sum(amount) filter (where age >= 273 and age < 364) as year_ago_91d,
        sum(amount) filter (where age >= 182 and age < 364) as year_ago_182d,
        sum(amount * pow(0.5, age / 90.0)::decimal(11, 10)) as weighted_90,
        sum(amount * pow(0.5, age / 180.0)::decimal(11, 10)) as weighted_180,
        sum(amount * pow(0.5, age / 365.0)::decimal(11, 10)) as weighted_365,
        count(*) filter (where is_order and age < 91) as order_days_91d,
        count(*) filter (where is_order and age < 182) as order_days_182d,
        count(*) filter (where is_order and age < 364) as order_days_364d
    from aged
    group by entity_id
),
accounts as (
    select distinct entity_id from entities
),
final as (
    select
        a.entity_id as account_id,
        $history_days::bigint as history_days,
        round(coalesce(s.revenue_45d, 0)::double, 6) as revenue_45d,
        round(coalesce(s.revenue_91d, 0)::double, 6) as revenue_91d,
        round(coalesce(s.revenue_182d, 0)::double, 6) as revenue_182d,
        round(coalesce(s.revenue_364d, 0)::double, 6) as revenue_364d,
        round(coalesce(s.revenue_728d, 0)::double, 6) as revenue_728d,
        case when $history_days >= 364 then round(coalesce(s.year_ago_91d, 0)::double, 6) end as year_ago_91d,
        case when $history_days >= 364 then round(coalesce(s.year_ago_182d, 0)::double, 6) end as year_ago_182d,
        round(coalesce(s.weighted_90, 0)::double * $annual_90, 6) as ewma_90d,
        round(coalesce(s.weighted_180, 0)::double * $annual_180, 6) as ewma_180d,
        round(coalesce(s.weighted_365, 0)::double * $annual_365, 6) as ewma_365d,
        coalesce(s.order_days_91d, 0) as order_days_91d,
        coalesce(s.order_days_182d, 0) as order_days_182d,
        coalesce(s.order_days_364d, 0) as order_days_364d
    from accounts a
    left join sums s on s.entity_id = a.entity_id
)
select * from final
order by account_id
