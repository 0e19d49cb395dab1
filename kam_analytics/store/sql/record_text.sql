-- grain: one cell of a small table of a version, as text
-- key: key, field
-- inputs: record_cell (visible cells), line_key (accounts that lines name; empty for other tables)
with cells as (select key, field, value from record_cell),

named as (select account_id as key, '' as field, cast(null as varchar) as value from line_key),

final as (
    select * from cells
    union all
    select named.* from named anti join cells on cells.key = named.key
)

select * from final
order by key, field
