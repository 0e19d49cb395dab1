-- grain: one source that accounts or revenue lines come from
-- key: source
-- inputs: account_history, live_line
with changes as (select distinct source from account_history),

lines as (select distinct source from live_line),

final as (
    select source from changes
    union
    select source from lines
)

select * from final
order by source
