-- grain: one visible account (or group) with survey answers or cases
-- key: account_id
-- inputs: survey, support_case (the table `case`), contact, entity (account_id -> entity_id)
-- parameters: as_of
with surveys as (
    select * from survey
),
cases as (
    select * from support_case
),
contacts as (
    select * from contact
),
entities as (
    select * from entity
),
-- what an answer measures: one on a scale of its own is a csat, any other, whatever it is called, is one from 0 to 10
said as (
    select
        *,
        case
            when regexp_matches(lower(coalesce(kind, '')), 'csat|star|stern') then 'csat'
            when lower(coalesce(kind, '')) not like '%nps%' and scale is not null and scale <> 10 then 'csat'
            else 'nps'
        end as measure
    from surveys
),
-- nps as 0 to 10, csat as a share of its own scale, answers without a person count as one person's
answers as (
    select
        e.entity_id,
        s.measure as kind,
        coalesce(s.contact_id, '') as contact_id,
        s.answered_on,
        s.response_id,
        case
            when s.measure = 'nps' and s.score between 0 and 10 then s.score::decimal(18, 4)
            when s.measure = 'csat' and s.scale > 1 and s.score between 1 and s.scale
                then ((s.score - 1) / (s.scale - 1))::decimal(18, 4)
        end as score,
        case
            when s.answered_on >= ($as_of::date + 1) - interval 12 month then 'now'
            when s.answered_on >= ($as_of::date + 1) - interval 24 month then 'before'
        end as year,
        s.answered_on >= ($as_of::date + 1) - interval 18 month as recent,
        date_diff('day', s.answered_on, $as_of::date) as age
    from said s
    left join contacts c on c.contact_id = s.contact_id
    join entities e on e.account_id = coalesce(s.account_id, c.account_id)
    where s.answered_on <= $as_of and s.score is not null
),
newest as (
    select entity_id, kind, contact_id, max_by(score, (answered_on, response_id)) as score
    from answers
    where recent and score is not null
    group by entity_id, kind, contact_id
),
means as (
    select
        entity_id,
        count(*) filter (where kind = 'nps') as nps_answers,
        round(avg(score) filter (where kind = 'nps'), 6) as nps_mean,
        count(*) filter (where kind = 'csat') as csat_answers,
        round(avg(score) filter (where kind = 'csat'), 6) as csat_share
    from newest
    group by entity_id
),
-- every answer as a share of its scale: the last half-year against the year and a half before
shares as (
    select
        entity_id,
        count(*) filter (where age < 180) as answers_180d,
        round(avg(share) filter (where age < 180), 6) as answers_share_180d,
        count(*) filter (where age between 180 and 719) as answers_540d_before,
        round(avg(share) filter (where age between 180 and 719), 6) as answers_share_540d_before
    from (
        select entity_id, age, (case when kind = 'nps' then score / 10 else score end)::decimal(18, 6) as share
        from answers
        where score is not null
    )
    group by entity_id
),
by_year as (
    select entity_id, contact_id, year, max_by(score, (answered_on, response_id)) as score
    from answers
    where kind = 'nps' and year is not null
    group by entity_id, contact_id, year
),
trends as (
    select
        entity_id,
        round(avg(score) filter (where year = 'now') - avg(score) filter (where year = 'before'), 6) as nps_trend
    from by_year
    group by entity_id
),
opened as (
    select
        e.entity_id,
        count(*) filter (where recent) as cases_12m,
        count(*) filter (where recent and c.severity = 1) as cases_severity1_12m,
        count(*) filter (where recent and c.severity = 2) as cases_severity2_12m,
        count(*) filter (where age < 180) as cases_180d,
        count(*) filter (where age between 180 and 359) as cases_180d_before,
        count(*) filter (where still_open) as cases_open,
        count(*) filter (where still_open and c.severity <= 2) as cases_severe_open
    from (
        select
            *,
            opened_on >= ($as_of::date + 1) - interval 12 month as recent,
            closed_on is null or closed_on > $as_of as still_open,
            date_diff('day', opened_on, $as_of::date) as age
        from cases
        where opened_on <= $as_of
    ) c
    join entities e on e.account_id = c.account_id
    group by e.entity_id
),
final as (
    select
        coalesce(m.entity_id, t.entity_id, s.entity_id, o.entity_id) as account_id,
        m.* exclude (entity_id),
        s.* exclude (entity_id),
        t.nps_trend,
        o.* exclude (entity_id)
    from means m
    full join trends t on t.entity_id = m.entity_id
    full join shares s on s.entity_id = coalesce(m.entity_id, t.entity_id)
    full join opened o on o.entity_id = coalesce(m.entity_id, t.entity_id, s.entity_id)
)
select * from final
order by account_id
