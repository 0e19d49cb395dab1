-- grain: one visible account, in the words of the newest upload
-- key: account_id
-- inputs: seen_account, newest_account (the same model with everything known)
with accounts as (select account_id from seen_account),

newest as (select * from newest_account),

final as (
    select accounts.account_id, newest.name, newest.owner, newest.region
    from accounts
    left join newest on newest.account_id = accounts.account_id
)

select * from final
order by account_id
