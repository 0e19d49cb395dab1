-- grain: one visible account; of a group what its topmost account says, else the first by id that says anything
-- key: account_id
-- inputs: account_record (account_id, industry, country), entity (account_id -> entity_id)
with records as (
    select * from account_record
),
entities as (
    select * from entity
),
known as (
    select
        e.entity_id,
        (r.account_id <> e.entity_id, r.account_id) as place,
        nullif(trim(r.industry), '') as industry,
        nullif(trim(r.country), '') as country
    from records r
    join entities e on e.account_id = r.account_id
),
final as (
    select
        entity_id as account_id,
        min_by(industry, place) filter (where industry is not null) as industry,
        min_by(country, place) filter (where country is not null) as country
    from known
    group by entity_id
)
select * from final
order by account_id
