-- grain: one data row of a small table's upload, with what became of it
-- key: file, row
-- inputs: draft_row, record_cell
with rows as (select file, row, state, nullif(key, '') as key from draft_row),

cells as (select * from record_cell),

repeats as (
    select
        key,
        list((file, row) order by file, row)[1] as first_row,
        list((file, row) order by file, row)[2] as second_row
    from rows
    where state = 'ok' and key is not null
    group by key
    having count(*) > 1
),

differing as (
    select cells.key, cells.field
    from cells
    join repeats using (key)
    group by cells.key, cells.field
    having count(distinct coalesce('=' || cells.value, '')) > 1
),

conflicts as (select distinct key from differing),

-- rows of a file that has a column for the account and names none
unassigned as (select file, row from cells where field = 'account_id' and value is null),

judged as (
    select
        rows.*,
        case
            when rows.state <> 'ok' then rows.state -- rejected, cancelled and dropped, or deleted
            when rows.key is null then 'no_key'
            when conflicts.key is not null then 'conflict'
            when repeats.first_row <> (rows.file, rows.row) then 'merged'
            when unassigned.row is not null then 'unassigned'
            else 'accepted'
        end as outcome,
        if(repeats.first_row = (rows.file, rows.row), repeats.second_row, repeats.first_row) as other
    from rows
    left join repeats on repeats.key = rows.key and rows.state = 'ok'
    left join conflicts on conflicts.key = rows.key and rows.state = 'ok'
    left join unassigned on unassigned.file = rows.file and unassigned.row = rows.row
),

final as (select * exclude (other), other[1] as other_file, other[2] as other_row from judged)

select * from final
order by file, row
