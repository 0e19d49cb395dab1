-- grain: one cell of a record as far as it can be known; the field '' says that the record exists
-- key: source, key, field
-- inputs: history, field_rule (field, knowable, since), date_field (field, place in the key or NULL, monthly),
--         $known_by, $seen_by (moments as text), $cut (date; all NULL: everything known), $exists_from, $closes_on (names of
--         columns or ''), $timeless, $prefixed
-- Dates, and all that is true from a date that has come, are the newest of all uploads, as stable cells are. Any other cell
-- is the newest known by then; of a row that closes after the cut, the newest known at the cut (`seen_by`).
-- Ids of other sources carry their name.
with changes as (select * from history),

uploads as (
    select upload, row_number() over (order by known_at, precedence, upload) as place
    from (select distinct known_at, precedence, upload from changes)
),

rules as (select * from field_rule),

date_fields as (select * from date_field),

dated as (
    select field from date_fields where place is null
    union
    select '' as field from date_fields where place is not null
),

newest as (
    select changes.source, changes.key, changes.field, arg_max_null(changes.value, uploads.place) as value
    from changes
    join uploads on uploads.upload = changes.upload
    semi join dated on dated.field = changes.field
    group by changes.source, changes.key, changes.field
),

dates as (
    select newest.source, newest.key, newest.field, try_cast(newest.value as date) as day
    from newest
    join date_fields on date_fields.field = newest.field
    where date_fields.place is null
    union all
    select
        newest.source, newest.key, date_fields.field,
        if(
            date_fields.monthly,
            last_day(try_cast(split_part(newest.key, chr(31), date_fields.place) as date)),
            try_cast(split_part(newest.key, chr(31), date_fields.place) as date)
        ) as day
    from newest
    join date_fields on date_fields.place is not null
    where newest.field = ''
),

spans as (
    select
        source, key,
        max(day) filter (where field = $exists_from) as exists_from,
        max(day) filter (where field = $closes_on) as closes_on
    from dates
    group by source, key
),

knowable as (
    select changes.*
    from changes
    left join rules on rules.field = changes.field
    left join spans on spans.source = changes.source and spans.key = changes.key
    left join dates on dates.source = changes.source and dates.key = changes.key and dates.field = rules.since
    where case
        when cast($cut as date) is null then true
        when changes.field = '' and $timeless then true
        when changes.field = '' and spans.exists_from is not null then spans.exists_from <= cast($cut as date)
        when rules.knowable in ('stable', 'event') then true
        when dates.day <= cast($cut as date) then true
        when rules.knowable = 'since' and dates.day is not null then false
        when spans.closes_on > cast($cut as date) and changes.field not in ('', 'deleted')
            then changes.known_at <= cast($seen_by as varchar)
        else cast($known_by as varchar) is null or changes.known_at <= cast($known_by as varchar)
    end
),

seen as (
    select knowable.source, knowable.key, knowable.field, arg_max_null(knowable.value, uploads.place) as value
    from knowable
    join uploads on uploads.upload = knowable.upload
    group by knowable.source, knowable.key, knowable.field
),

gone as (select source, key from seen where field = 'deleted' and value is not null),

final as (
    select
        if(seen.source = 'main' or not $prefixed, seen.key, seen.source || ':' || seen.key) as key,
        seen.source, seen.field, seen.value
    from seen
    anti join gone on gone.source = seen.source and gone.key = seen.key
    where seen.field <> 'deleted'
)

select * from final
order by key, field, source
