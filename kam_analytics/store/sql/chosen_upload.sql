-- grain: one upload that gives lines to a touched invoice
-- key: upload
-- inputs: line_choice
with choices as (select * from line_choice),

final as (select distinct upload from choices)

select * from final
order by upload
