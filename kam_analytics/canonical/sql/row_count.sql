-- grain: one file and outcome
-- key: file, outcome
-- inputs: judged_row (invoice_row or record_row)
with rows as (select * from judged_row),

final as (select file, outcome, count(*) as rows from rows group by file, outcome)

select * from final
order by file, outcome
