-- grain: one field that the company added to its accounts, of one visible account
-- key: account_id, field
-- inputs: account_cell (visible cells), seen_account
with cells as (select * from account_cell),

accounts as (select account_id from seen_account),

final as (
    select cells.key as account_id, cells.field, cells.value
    from cells
    semi join accounts on accounts.account_id = cells.key
    where cells.field like 'custom:%' and cells.value is not null
)

select * from final
order by account_id, field
