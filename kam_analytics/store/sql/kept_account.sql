-- grain: one visible account
-- key: account_id
-- inputs: seen_account
with final as (select * from seen_account)

select * from final
order by account_id
