-- grain: the newest value of one cell of a small table
-- key: source, key, field
-- inputs: history
with changes as (select * from history),

final as (
    select source, key, field, value
    from changes
    qualify row_number() over (partition by source, key, field order by known_at desc, precedence desc, upload desc) = 1
)

select * from final
order by source, key, field
