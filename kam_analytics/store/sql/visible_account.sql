-- grain: one account that can be known: its record is known by then, a visible line names it, or it has a record and a
--        visible dated row names it; other ids of accounts are none of their own
-- key: account_id
-- inputs: account_cell (visible cells of records), line_key, dated_account (ids that dated rows name), recorded_account
--         (ids with a record at any time), alias (external_id, account_id)
with cells as (select * from account_cell),

named as (select account_id from line_key),

aliases as (select * from alias),

traced as (
    select recorded_account.account_id
    from recorded_account
    semi join dated_account on dated_account.account_id = recorded_account.account_id
),

existing as (
    select key as account_id from cells where field = ''
    union
    select account_id from named
    union
    select account_id from traced
),

records as (
    select
        key as account_id,
        max(value) filter (where field = 'name') as name,
        max(if(source = 'main', value, source || ':' || value)) filter (where field = 'parent_account_id') as parent_account_id,
        max(value) filter (where field = 'type') as type,
        max(value) filter (where field = 'industry') as industry,
        max(value) filter (where field = 'region') as region,
        max(value) filter (where field = 'country') as country,
        max(value) filter (where field = 'segment') as segment,
        max(value) filter (where field = 'tier') as tier,
        max(value) filter (where field = 'owner') as owner,
        cast(max(value) filter (where field = 'employees') as bigint) as employees,
        cast(max(value) filter (where field = 'company_turnover') as decimal(18, 4)) as company_turnover,
        cast(max(value) filter (where field = 'created_on') as date) as created_on,
        max(value) filter (where field = 'status') as status
    from cells
    group by key
),

final as (
    select
        existing.account_id,
        records.* exclude (account_id)
            replace (coalesce(aliases.account_id, records.parent_account_id) as parent_account_id)
    from existing
    left join records on records.account_id = existing.account_id
    left join aliases on aliases.external_id = records.parent_account_id
    anti join alias as other on other.external_id = existing.account_id
)

select * from final
order by account_id
