-- grain: one cohort, closed at the start of the window that ends in `month`, at the end of one month since `base`: money of
--        the window that ends there
-- key: cohort, month
-- inputs: account_window (this room)
-- parameters: base, month (first days of months)
with windows as (
    select * from account_window
),
closed as (
    select cohort, account_id
    from windows
    where month = $month::date and before_amount > 0
),
final as (
    select c.cohort, w.month, sum(w.amount)::double as amount
    from closed c
    join windows w on w.account_id = c.account_id and w.cohort = 'all'
    where w.month between $base::date and $month::date
    group by c.cohort, w.month
)
select * from final
order by cohort, month
