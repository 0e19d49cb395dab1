-- grain: one cohort of key accounts on the first day of one window
-- key: cohort, month
-- inputs: cohort_member (this room)
with members as (
    select * from cohort_member
),
listed as (
    select unnest(cohorts) as cohort, month
    from members
),
final as (
    select cohort, month, count(*) as members
    from listed
    where cohort <> 'all'
    group by cohort, month
)
select * from final
order by cohort, month
