-- grain: one product id that visible lines name
-- key: product_id
-- inputs: seen_line
with lines as (select * from seen_line),

final as (
    select distinct if(source = 'main', product_id, source || ':' || product_id) as product_id
    from lines
    where product_id is not null
)

select * from final
order by product_id
