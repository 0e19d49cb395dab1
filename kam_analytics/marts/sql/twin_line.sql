-- grain: one revenue line of a twin of the company: every basket of an account lies on another of its days
-- key: source, invoice_id, line_no
-- inputs: revenue_line_part (canonical parts), entity (account_id -> entity_id), moved_day (entity_id, day, moved_to)
-- parameters: after, until (which days of the twin; the first is left out)
with lines as (
    select * from revenue_line_part
),
entities as (
    select * from entity
),
moved as (
    select * from moved_day
),
final as (
    select l.* replace (m.moved_to as invoiced_on)
    from lines l
    join entities e on e.account_id = case when l.source = 'main' then l.account_id else l.source || ':' || l.account_id end
    join moved m on m.entity_id = e.entity_id and m.day = l.invoiced_on
    where m.moved_to > $after and m.moved_to <= $until
)
select * from final
order by source, account_id, invoiced_on, invoice_id, line_no
