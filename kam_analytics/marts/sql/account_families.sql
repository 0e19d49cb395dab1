-- grain: one product family that the account (or group) was invoiced for in the last whole months, up to twelve, or the
--        twelve before
-- key: family (NULL = articles without a family)
-- inputs: account_product (the model account_products)
with products as (
    select * from account_product
),
final as (
    select
        family,
        sum(revenue)::decimal(27, 6) as revenue,
        sum(prior_revenue)::decimal(27, 6) as prior_revenue,
        count(*) as products
    from products
    group by family
)
select * from final
order by revenue desc, prior_revenue desc, family nulls last
