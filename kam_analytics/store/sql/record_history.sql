-- grain: one change of one cell of a small table: the first upload that said it, and every later one that said otherwise
-- key: source, key, field, known_at, precedence, upload
-- inputs: upload_rows, upload_order
with cells as (select * from upload_rows),

uploads as (select * from upload_order where in_new),

placed as (
    select
        uploads.source, cells.key, cells.field, cells.value,
        uploads.known_at, uploads.precedence, uploads.upload, uploads.place
    from cells
    join uploads on uploads.upload = cells.upload
),

compared as (
    select
        *,
        row_number() over told as telling,
        lag(value) over told as before
    from placed
    window told as (partition by source, key, field order by place)
),

final as (
    select source, key, field, value, known_at, precedence, upload
    from compared
    where telling = 1 or value is distinct from before
)

select * from final
order by source, key, field, known_at, precedence, upload
