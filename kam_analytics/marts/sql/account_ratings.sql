-- grain: one visible account (or group) that somebody rated, with the newest judgement per factor that has not expired
-- key: account_id
-- inputs: rating, entity (account_id -> entity_id)
-- parameters: as_of
with ratings as (
    select * from rating
),
entities as (
    select * from entity
),
valid as (
    select
        e.entity_id,
        regexp_replace(lower(trim(r.factor)), '[^a-z0-9:]+', '_', 'g') as factor,
        r.account_id,
        r.rated_on,
        r.score,
        r.rater,
        nullif(trim(r.note), '') as note
    from ratings r
    join entities e on e.account_id = r.account_id
    where r.rated_on <= $as_of
        and coalesce(r.expires_on, $as_of) >= $as_of
        and r.score between 1 and 5
        and r.factor is not null
),
ranked as (
    select
        *,
        row_number() over (partition by entity_id, factor order by rated_on desc, account_id, score, rater) as place,
        count(note) over (partition by entity_id, factor) as notes
    from valid
),
final as (
    select
        entity_id as account_id,
        list(
            {'factor': factor, 'score': score, 'rater': rater, 'rated_on': rated_on, 'notes': notes} order by factor
        ) as ratings
    from ranked
    where place = 1
    group by entity_id
)
select * from final
order by account_id
