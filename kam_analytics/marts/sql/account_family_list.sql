-- grain: one visible account (or group) that was invoiced for a named product family
-- key: account_id
-- inputs: account_family_matrix (marts)
with matrix as (
    select * from account_family_matrix
),
final as (
    select
        account_id,
        list({'family': family, 'revenue': revenue, 'prior_revenue': prior_revenue} order by family) as families
    from matrix
    where revenue > 0 or prior_revenue > 0
    group by account_id
)
select * from final
order by account_id
