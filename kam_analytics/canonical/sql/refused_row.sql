-- grain: one row refused because of other rows of the same import
-- key: file, row
-- inputs: judged_row (invoice_row or record_row, its key as `key`)
with rows as (select * from judged_row),

final as (
    select file, row, key, outcome, other_file, other_row
    from rows
    where outcome in ('conflict', 'two_accounts', 'no_key')
)

select * from final
order by file, row
