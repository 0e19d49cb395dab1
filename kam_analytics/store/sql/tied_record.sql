-- grain: one key that two uploads of the same rank tell differently
-- key: key
-- inputs: rows_a, rows_b (of two uploads of one source)
with first_cells as (select * from rows_a),

second_cells as (select * from rows_b),

final as (
    select distinct a.key
    from first_cells as a
    join second_cells as b on b.key = a.key and b.field = a.field
    where a.value is distinct from b.value
)

select * from final
order by key
