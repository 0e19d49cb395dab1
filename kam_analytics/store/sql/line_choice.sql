-- grain: one touched invoice and one upload that gives lines to it
-- key: source, invoice_id, upload
-- inputs: candidate, $new (which version)
-- The newest complete upload gives them; newer uploads that hold a part of the invoice add to it.
with candidates as (select * from candidate),

present as (select * from candidates where has_lines and if($new, in_new, in_old)),

ranked as (
    select
        *,
        row_number() over (
            partition by source, invoice_id
            order by partial, complete desc, place desc
        ) as choice
    from present
),

base as (select source, invoice_id, upload, place, partial from ranked where choice = 1),

joined as (
    select present.*
    from present
    join base on base.source = present.source and base.invoice_id = present.invoice_id
    where
        present.upload = base.upload
        or (present.partial and (base.partial or present.place > base.place))
),

final as (
    select
        source, invoice_id, upload, place,
        count(*) over (partition by source, invoice_id) > 1 as shared,
        bool_and(numbered) over (partition by source, invoice_id) as numbered
    from joined
)

select * from final
order by source, invoice_id, upload
