-- grain: one data row of an invoice upload, with what became of it
-- key: file, row
-- inputs: draft_row (tagged rows of all files of the upload), $half (header, line or both)
with rows as (select * from draft_row),

clean as (
    select
        file, row, state,
        nullif(invoice_id, '') as invoice_id,
        cast(line_no as integer) as line_no,
        nullif(account_id, '') as account_id,
        invoiced_on,
        nullif(product_id, '') as product_id,
        quantity, amount, cost,
        nullif(currency, '') as currency
    from rows
),

good as (select * from clean where state = 'ok' and invoice_id is not null),

invoices as (
    select
        invoice_id,
        min(account_id) <> max(account_id) as two_accounts,
        max(account_id) as invoice_account,
        count(*) = count(line_no) as numbered
    from good
    group by invoice_id
),

keyed as (
    select good.*, if($half = 'header', 0, good.line_no) as slot
    from good
    join invoices using (invoice_id)
    where $half = 'header' or invoices.numbered
),

-- most keys come once: their hashes say so in little memory
suspects as (
    select hash(invoice_id, slot) as hashed
    from keyed
    group by 1
    having count(*) > 1
),

repeats as (
    select
        invoice_id, slot,
        count(distinct (account_id, invoiced_on, product_id, quantity, amount, cost, currency)) > 1 as conflict,
        list((file, row) order by file, row)[1] as first_row,
        list((file, row) order by file, row)[2] as second_row
    from keyed
    semi join suspects on suspects.hashed = hash(keyed.invoice_id, keyed.slot)
    group by invoice_id, slot
    having count(*) > 1
),

repeated as (
    select keyed.file, keyed.row, repeats.conflict, repeats.first_row, repeats.second_row
    from keyed
    join repeats using (invoice_id, slot)
),

judged as (
    select
        clean.*,
        invoices.invoice_account,
        coalesce(invoices.numbered, false) as numbered,
        case
            when clean.state <> 'ok' then clean.state -- rejected, or cancelled and dropped
            when clean.invoice_id is null then 'no_key'
            when $half = 'both' and invoices.two_accounts then 'two_accounts'
            when repeated.conflict then 'conflict'
            when repeated.first_row <> (clean.file, clean.row) then 'merged'
            when $half <> 'line' and invoices.invoice_account is null then 'unassigned'
            else 'accepted'
        end as outcome,
        if(repeated.first_row = (clean.file, clean.row), repeated.second_row, repeated.first_row) as other
    from clean
    left join invoices on invoices.invoice_id = clean.invoice_id and clean.state = 'ok'
    left join repeated on repeated.file = clean.file and repeated.row = clean.row
),

final as (select * exclude (other), other[1] as other_file, other[2] as other_row from judged)

select * from final
order by file, row
