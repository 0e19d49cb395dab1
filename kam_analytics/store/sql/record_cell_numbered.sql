-- grain: one cell of a record that exists, with the number of its record (from 0, in the order of the keys)
-- key: number, field
-- inputs: seen_cell (visible cells of one table)
with cells as (select * from seen_cell),

existing as (
    select source, key, row_number() over (order by key, source) - 1 as number
    from cells
    where field = ''
),

final as (
    select existing.number, cells.source, cells.key, cells.field, cells.value
    from cells
    join existing on existing.source = cells.source and existing.key = cells.key
)

select * from final
order by number, field
