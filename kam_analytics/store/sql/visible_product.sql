-- grain: one product that can be known: its record is known by then, or a visible line names it
-- key: product_id
-- inputs: product_cell, family_cell (visible cells of records), line_product
with cells as (select * from product_cell),

family_cells as (select * from family_cell),

named as (select product_id from line_product),

existing as (
    select key as product_id from cells where field = ''
    union
    select product_id from named
),

families as (
    select source, key, max(value) filter (where field = 'name') as name
    from family_cells
    group by source, key
),

records as (
    select
        key as product_id,
        any_value(source) as source,
        max(value) filter (where field = 'name') as name,
        max(value) filter (where field = 'family') as family,
        cast(max(value) filter (where field = 'list_price') as decimal(18, 4)) as list_price
    from cells
    group by key
),

final as (
    select
        existing.product_id,
        records.name,
        coalesce(families.name, records.family) as family,
        records.list_price
    from existing
    left join records on records.product_id = existing.product_id
    left join families
        on families.source = records.source
        and families.key = if(records.source = 'main', records.family, records.source || ':' || records.family)
)

select * from final
order by product_id
